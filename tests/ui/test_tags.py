"""Every tag renders, says the words it must say, and stays within the strict CSP."""

import re
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError

from regulation.engine import Judgement
from ui.gallery import FINDINGS, samples
from ui.templatetags.ui import register


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


TAGS = {
    "crumbs": '{% crumbs "首页" "/" "本页" %}',
    "page_header": '{% page_header "标题" lead="说明" %}{% endpage_header %}',
    "panel": '{% panel "基本情况" %}内容{% endpanel %}',
    "alert": '{% alert "warning" "注意" %}内容{% endalert %}',
    "message_list": "{% message_list %}",
    "badge": '{% badge "公示中" "info" %}',
    "link_button": '{% link_button "返回" "/" %}',
    "submit": '{% submit "保存" %}',
    "actions": '{% actions %}{% submit "保存" %}{% endactions %}',
    "hint": "{% hint %}说明{% endhint %}",
    "more": '{% more "更多" %}说明{% endmore %}',
    "empty": '{% empty "没有" %}{% endempty %}',
    "tabs": "{% tabs tabs %}",
    "demo_ribbon": "{% demo_ribbon %}",
    "notice_document": '{% notice_document "公示" on=day %}<p>正文</p>{% endnotice_document %}',
    "datatable": '{% datatable "名单" scroll=True %}<tbody></tbody>{% enddatatable %}',
    "kv": "{% kv facts %}",
    "kvlist": "{% kvlist %}x{% endkvlist %}",
    "kvrow": '{% kvrow "职工数" %}10{% endkvrow %}',
    "tiles": "{% tiles tiles %}",
    "files": "{% files files %}",
    "tasks": "{% tasks tasks %}",
    "pager": "{% pager page %}",
    "code_display": '{% code_display "A7K2" "编号" %}',
    "diff": "{% diff changes %}",
    "chain_steps": "{% chain_steps steps %}",
    "timeline": "{% timeline entries %}",
    "deadline": "{% deadline moment 3 %}",
    "quota": "{% quota 42 28 1 13 %}",
    "ratio": '{% ratio "一线" 7 8 13 False %}',
    "findings": "{% findings findings reasons=reasons ask=True %}",
    "refusal": "{% refusal stale %}",
    "move_panel": '{% move_panel "上报" refusal=unlawful %}x{% endmove_panel %}',
    "field": "{% field form.name %}",
    "form_fields": "{% form_fields form %}",
    "hidden_fields": "{% hidden_fields form %}",
    "form_errors": "{% form_errors wrong_form %}",
    "fieldset": '{% fieldset "单位" %}x{% endfieldset %}',
    "row": "{% row %}x{% endrow %}",
    "formset_rows": '{% formset_rows formset "近三年" %}',
    "filter_bar": "{% filter_bar filter_form %}",
}


def test_the_table_above_names_every_tag() -> None:
    assert sorted(TAGS) == sorted(register.tags)


@pytest.mark.parametrize("name", TAGS)
def test_renders_within_the_csp(name: str) -> None:
    html = render(TAGS[name], **samples())
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", html)
    assert "{{" not in html


def test_what_comes_from_people_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = render(
        '{% badge x %}{% kv rows %}{% panel x %}{{ x }}{% endpanel %}{% link_button x "/" %}{% timeline entries %}',
        x=evil,
        rows=[(evil, evil)],
        entries=[{"when": None, "act": evil, "reason": evil}],
    )
    assert "<script>" not in html


def test_an_unknown_tone_is_an_error_of_the_page() -> None:
    with pytest.raises(TemplateSyntaxError):
        render('{% badge "x" "purple" %}')
    with pytest.raises(TemplateSyntaxError):
        render('{% panel "x" tone="purple" %}{% endpanel %}')


def test_what_is_wrong_comes_first_and_met_ones_are_still_shown() -> None:
    html = render("{% findings findings %}", findings=list(reversed(FINDINGS)))
    codes = re.findall(r'id="finding-(\w+)"', html)
    assert codes == ["provincial_title", "membership_rate", "open_investigation", "collective_contract", "own_account"]
    assert text(html).startswith("2 条不符合 1 条待证明 2 条符合")


def test_only_generally_asks_for_a_reason_and_keeps_it() -> None:
    html = render(
        "{% findings findings reasons=reasons ask=True %}", findings=FINDINGS, reasons={"provincial_title": "已停评"}
    )
    assert re.findall(r'<textarea id="reason-(\w+)" name="reason-\1"', html) == ["provincial_title"]
    assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", html) == ["已停评"]
    assert text(html).startswith("1 条不符合 1 条待证明 1 条已说明理由 2 条符合")


def test_what_a_person_may_attest_leads_to_where_it_is_done() -> None:
    html = render('{% findings findings attest_url="/cases/7/attest/" %}', findings=FINDINGS)
    assert re.findall(r'href="([^"]+)"', html) == ["/cases/7/attest/?key=open_investigation"]


def test_the_laws_own_judgement_and_its_json_look_the_same() -> None:
    judgement = Judgement.from_json({"reason": "", **f} for f in FINDINGS)
    forms = (judgement, judgement.findings, judgement.as_json(), {"findings": judgement.as_json()})
    assert len({render("{% findings j %}", j=j) for j in forms}) == 1


def test_a_ratio_says_how_many_are_missing() -> None:
    assert text(render('{% ratio "一线职工" 7 8 13 False %}')) == "一线职工 未达到 7 / 13 53.8% 至少 8，还差 1"
    assert text(render('{% ratio "处级" 5 4 13 False ceiling=True %}')) == "处级 超出 5 / 13 38.5% 最多 4，超出 1"
    assert text(render('{% ratio "女性" 0 0 0 %}')) == "女性 仅展示 0 / 0"


def test_a_move_that_is_not_possible_shows_the_reason_instead_of_the_form() -> None:
    html = render('{% move_panel "上报" possible=False why="公示尚未期满。" %}<form></form>{% endmove_panel %}')
    assert text(html) == "办理 上报 现在不能办理 公示尚未期满。"
    assert "<form" not in html


def test_a_field_with_an_error_is_heard_with_its_help_and_its_error() -> None:
    html = render("{% field wrong_form.name %}", **samples())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html


def test_the_summary_links_to_each_field() -> None:
    html = render("{% form_errors wrong_form %}", **samples())
    assert re.findall(r'href="#(\w+)"', html) == [
        "id_name",
        "id_kind",
        "id_members",
        "id_party",
        "id_proof",
        "id_sealed",
    ]
    assert text(render("{% form_errors form %}", **samples())) == ""
