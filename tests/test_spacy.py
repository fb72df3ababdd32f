from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import DocBin

TEXT = "昆明市2019年新增就业3万人，增长5.2%；产值150亿元。"


def pipeline(**config):
    nlp = spacy.blank("zh")
    nlp.add_pipe("numeric_claims", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def claims_of(doc):
    return [span._.claim for span in doc.spans["claims"]]


def test_claims_are_spans_with_records(nlp):
    doc = nlp(TEXT)
    found = {span._.claim.text: span for span in doc.spans["claims"]}
    assert {"3万人", "5.2%", "150亿元"} <= set(found)
    for text, span in found.items():
        assert text in span.text
        assert doc.text[span._.claim.start : span._.claim.end] == text
    assert str(found["3万人"]._.claim.value) == "30000"


def test_entities_are_ents(nlp):
    doc = nlp(TEXT)
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert {("昆明市", "PLACE"), ("2019年", "TIME")} <= found


def test_other_spans_have_no_claim(nlp):
    assert nlp(TEXT)[:2]._.claim is None


def test_the_segmenter_changes_no_record():
    tokenizer = {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "jieba"}
    words = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    words.add_pipe("numeric_claims")
    assert claims_of(words(TEXT)) == claims_of(pipeline()(TEXT))


def test_date_and_place_can_be_given():
    doc = pipeline(date="2020-05-01", place="昆明市")("今年全市新增就业3万人。")
    (span,) = doc.spans["claims"]
    assert span._.claim.period.startswith("2020-01-01/")


def test_entities_found_before_are_kept(nlp):
    doc = nlp.make_doc(TEXT)
    doc.ents = [doc.char_span(0, 2, label="GPE", alignment_mode="expand")]
    labels = {(entity.text, entity.label_) for entity in nlp.get_pipe("numeric_claims")(doc).ents}
    assert ("昆明", "GPE") in labels
    assert ("2019年", "TIME") in labels


def test_documents_and_pipelines_can_be_saved(nlp, tmp_path):
    doc = nlp(TEXT)
    claims = claims_of(doc)
    store = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(store).get_docs(nlp.vocab)
    assert claims_of(again) == claims
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert claims_of(loaded(TEXT)) == claims


def test_empty_text_and_many_texts(nlp):
    assert len(nlp("").spans["claims"]) == 0
    docs = list(nlp.pipe([TEXT, "没有数字。", TEXT]))
    assert [len(doc.spans["claims"]) > 0 for doc in docs] == [True, False, True]


def test_spacy_is_not_loaded_otherwise():
    code = "import sys, extract.cli, extract.outputs.run, extract.pipeline; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
