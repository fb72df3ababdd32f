// All words of the page in English and Chinese. A static element names its word in data-say (or data-say-label,
// data-say-placeholder); what scripts make asks say().

import { $, $$ } from "./dom.js";

const WORDS = {
  skip: ["Skip to the text", "跳到正文"],
  claims: ["Numeric claims", "数据条目"],
  views: ["Views", "视图"],
  index: ["Index", "目录"],
  text: ["Text", "正文"],
  table: ["Table", "表格"],
  checks: ["Checks", "核算"],
  series: ["Series", "序列"],
  score: ["Score", "评分"],
  documents: ["Documents", "文档"],
  document: ["Document", "文档"],
  find: ["Find a document", "查找文档"],
  legend: ["Legend", "图例"],
  level: ["level", "水平值"],
  share: ["share", "比重"],
  change: ["change", "变化量"],
  change_rate: ["change rate", "变化率"],
  ratio: ["ratio", "比值"],
  rank: ["rank", "位次"],
  actual: ["actual", "实际"],
  target: ["target", "目标"],
  forecast: ["forecast", "预测"],
  criterion: ["criterion", "标准"],
  PLACE: ["place", "地点"],
  ORG: ["body", "机构"],
  PERSON: ["person", "人物"],
  TIME: ["time", "时间"],
  TITLE: ["title", "文件名"],
  indicator: ["Indicator", "指标"],
  value: ["Value", "数值"],
  unit: ["Unit", "单位"],
  subject: ["Place or body", "地点或主体"],
  period: ["Period", "时期"],
  measure: ["Measure", "类型"],
  status: ["Status", "性质"],
  bound: ["Bound", "界限"],
  basis: ["Compared with", "对比基准"],
  yoy: ["a year before", "同比"],
  prior: ["the period before", "环比"],
  since: ["a named base", "较基期"],
  area: ["another place", "较其他地区"],
  "basis target": ["a plan or target", "较目标"],
  part_of: ["Part of", "属于"],
  parts: ["Its parts", "分项"],
  flags: ["Flags", "标记"],
  base: ["Exactly, in the base unit", "基本单位精确值"],
  code: ["Code", "代码"],
  place: ["Characters", "字符位置"],
  id: ["Id", "编号"],
  record: ["Record as written", "原始记录"],
  how: ["How it was found", "识别依据"],
  rules: ["Rules and cues", "规则与线索"],
  candidates: ["Candidates for the indicator", "指标候选"],
  over: ["over the next by", "领先"],
  decided: ["What decided", "决定因素"],
  audit: ["Audit", "核算"],
  card: ["Card of the claim", "条目卡片"],
  close: ["Close", "关闭"],
  previous: ["Previous", "上一条"],
  next: ["Next", "下一条"],
  show: ["Show in the text", "在正文中显示"],
  all: ["all", "全部"],
  clear: ["Clear", "清除"],
  copy: ["Copy as CSV", "复制为 CSV"],
  copied: ["rows copied", "行已复制"],
  refused: ["The browser refused the clipboard", "浏览器拒绝访问剪贴板"],
  more: ["Show more", "显示更多"],
  of: ["of", "/"],
  verdict: ["Verdict", "结论"],
  holds: ["holds", "成立"],
  truncated: ["truncated", "截尾"],
  broken: ["broken", "不成立"],
  unchecked: ["unchecked", "未核算"],
  sum: ["sum", "合计"],
  growth: ["growth", "增速"],
  difference: ["difference", "差额"],
  product: ["product", "乘积"],
  mean: ["mean", "平均"],
  repeat: ["repeat", "重复"],
  stated: ["Stated", "文中"],
  computed: ["Computed", "核算得"],
  result: ["Result", "结果"],
  operands: ["From", "依据"],
  suspects: ["Suspect", "存疑"],
  precision: ["precision", "精确率"],
  recall: ["recall", "召回率"],
  right: ["right", "正确"],
  found: ["found", "识别"],
  gold: ["Gold", "标注"],
  extracted: ["Extracted", "识别"],
  retrieval: ["Found and right", "识别与正确"],
  fields: ["Fields of right quantities", "各字段正确率"],
  entities: ["Names and times", "名称与时间"],
  mistakes: ["Mistakes, one by one", "逐条错误"],
  miss: ["missed", "漏标"],
  spurious: ["spurious", "误报"],
  entity: ["name", "名称"],
  sign: ["sign", "正负号"],
  quantity: ["quantity", "数量"],
  span: ["span", "字符范围"],
  full: ["whole claim", "完整条目"],
  core: ["sign, bound, measure", "符号、界限、类型"],
  exact: ["indicator, every character", "指标逐字"],
  closeness: ["indicator, characters", "指标字符"],
  none: ["none", "无"],
};

let column = 0;

// More words, for a page that has more to say.
export const learn = (words) => Object.assign(WORDS, words);

export const say = (key) => (WORDS[key] ? WORDS[key][column] : key);

// Set all static words, and tell the page that what scripts made is to be made again.
function speak(chosen) {
  column = chosen;
  document.documentElement.lang = column ? "zh" : "en";
  for (const element of $$("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of $$("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
  for (const element of $$("[data-say-placeholder]")) element.placeholder = say(element.dataset.sayPlaceholder);
  const button = $("#language");
  button.textContent = column ? "English" : "中文";
  button.lang = column ? "en" : "zh";
  document.dispatchEvent(new Event("language"));
}

// Start in the reader's language; the choice is kept where the browser allows it.
export function startWords() {
  const button = $("#language");
  button.hidden = false;
  button.addEventListener("click", () => {
    speak(1 - column);
    try { localStorage.setItem("language", String(column)); } catch { /* kept for this page only */ }
  });
  let kept = null;
  try { kept = localStorage.getItem("language"); } catch { /* a browser that keeps nothing for files */ }
  speak(kept === null ? Number(navigator.language.startsWith("zh")) : Number(kept));
}
