"""The inventory of the entity rules: every name that a mention's `rules` can begin with.

What follows a colon in a mention's rule is the word that fired it: `place.tail:村`.
"""

RULES: tuple[str, ...] = (
    "place.division",  # 昆明, 寻甸县, 马龙区
    "place.country",  # 美国, 澳洲
    "place.abroad",  # 巴黎, 加州
    "place.zone",  # 长三角, 西北地区
    "place.side",  # 中西部
    "place.continent",  # 非洲, 印度洋
    "place.site",  # 洱海, 秦岭
    "place.pronoun",  # 全市, 我省, 该县
    "place.chain",  # 江苏无锡
    "place.list",  # 昆明市 | 寻甸、禄劝
    "place.township",  # 石林县 + 西街口镇
    "place.extent",  # 皖北 + 地区, 长江 + 中下游
    "place.tail",  # 昆明 + 长水国际机场
    "place.facility",  # 荡口 + 古镇
    "place.village",  # 巨家镇 + 新加坡村
    "place.hamlet",  # 柳林乡三岔口村; 富强村 … 富强村
    "place.section",  # 长江 + 铜陵 + 段
    "place.street",  # 人民 + 路
    "place.word",  # 日本海
    "place.listed",  # 银川、 + 镇北堡 + 和青铜峡
    "place.sibling",  # 龙场镇、 + 乐治镇
    "place.foreign",  # 塔瓦斯科州
    "place.pair",  # 川渝 + 两地
    "place.line",  # 在大秦铁路
    "place.abbreviation",  # 在京举行
    "place.free_trade_zone",  # 中国（河南）自由贸易试验区
    "place.echo",  # 花莲寿丰地震站 … 寿丰地震站
    "org.known",  # 国家统计局
    "org.office",  # 昆明市 + 商务局
    "org.level",  # 省 + 商务厅
    "org.field",  # 统计局
    "org.tail",  # 南京 + 林业大学
    "org.joined",  # 中国科学院 + 东莞材料科学研究所
    "org.foreign",  # 俄 + 外交部
    "org.group",  # 中央 + 财经领导小组
    "org.corps",  # 武警 + 湖南 + 总队, 中铁 + 十四 + 局
    "org.society",  # 国际 + 深空探测 + 学会
    "org.firm",  # 铁科经纬（天津）信息技术 + 有限公司
    "org.township",  # 关庙乡 + 政府
    "org.part",  # 公安部 + 交通管理局
    "org.facility",  # 良渚 + 博物院
    "org.word",  # 韩国队
    "firm.tail",  # 江苏 + 恒立电子
    "org.fund",  # 华夏大盘精选
    "org.fund_style",  # 优质治理基金
    "org.fund_closed",  # 基金安顺
    "org.fund_index",  # 上证50ETF
    "org.sibling",  # 京东、 + 美菜 + 等电商平台
    "org.echo",  # 云翔集团 … 云翔
    "person.known",  # 习近平
    "person.title_before",  # 副局长 + 袁玲
    "person.title_after",  # 袁玲 + 教授
    "person.after_body",  # 理想汽车 + 李想
    "person.attending",  # 袁玲、赵明德 + 参加调研
    "person.speech",  # 袁玲 + 坦言
    "person.life",  # 张兴财 + ，男，; 45岁的 + 尹志芳
    "person.repeated",  # 尹志芳 … 尹志芳
    "person.foreign",  # 总统 + 马克龙
    "person.dotted",  # 特雷莎·梅
    "person.list",  # 袁玲 + 、赵明德
    "person.echo",  # 副局长袁玲 … 袁玲
    "own.name",  # whatever the user's own list names
    "title.marks",  # 《条例》
)

# What keeps a name from being a mention; these leave no mention to be named in.
HIDING: tuple[str, ...] = (
    "event.tail",  # 巴黎奥运会
    "decoy.known",  # 北京时间
    "decoy.honours",  # 全国十大典型案例
    "decoy.line",  # 京港澳高速
    "context.quoted",  # “东川面条”
    "context.recurring",  # 第五届中国…
    "context.credit",  # 央视网消息
)
