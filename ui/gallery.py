"""Invented samples for the gallery. The days are fixed, so that a screenshot of it changes only with the design."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from regulation.engine import Judgement
from ui.doors import Refusal
from ui.forms import Checks, DateInput, MonthField, Radios, UploadField
from ui.listing import Page

MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
KINDS = [("state", "国有企业"), ("private", "民营企业"), ("office", "机关"), ("institution", "事业单位")]

FINDINGS: list[dict[str, Any]] = [
    {
        "article": "第六条第（二）项",
        "title": "近三年职工（含农民工、劳务派遣工）入会率均在百分之九十以上",
        "code": "membership_rate",
        "result": "not met",
        "generally": False,
        "observations": [
            {"result": "met", "seen": "2023年：职工 1,180 人，会员 1,102 人，入会率 93.4%", "mend": ""},
            {
                "result": "not met",
                "seen": "2024年：职工 1,210 人，会员 1,087 人，入会率 89.8%",
                "mend": "核对 2024 年职工数和会员数；如数据无误，本轮不能申报。",
            },
            {"result": "met", "seen": "2025年：职工 1,224 人，会员 1,150 人，入会率 94.0%", "mend": ""},
        ],
    },
    {
        "article": "第六条",
        "title": "一般从省级模范职工之家中产生",
        "code": "provincial_title",
        "result": "not met",
        "generally": True,
        "observations": [
            {"result": "not met", "seen": "没有登记省级模范职工之家称号", "mend": "补充省级表彰文号，或者写明理由。"}
        ],
    },
    {
        "article": "第十二条第（六）项",
        "title": "没有正在被执法执纪部门调查处理的情形",
        "code": "open_investigation",
        "result": "needs evidence",
        "generally": False,
        "observations": [
            {
                "result": "needs evidence",
                "seen": "尚无有关部门出具的证明",
                "mend": "上传截至申报日的证明材料。",
                "key": "open_investigation",
            }
        ],
    },
    {
        "article": "第六条第（三）项",
        "title": "依法独立设立工会经费账户",
        "code": "own_account",
        "result": "met",
        "generally": False,
        "observations": [{"result": "met", "seen": "已登记独立账户，开户日期 2014年5月8日", "mend": ""}],
    },
    {
        "article": "第六条第（五）项",
        "title": "开展集体协商签订集体合同",
        "code": "collective_contract",
        "result": "met",
        "generally": False,
        "observations": [{"result": "met", "seen": "现行集体合同有效期至 2027年12月31日", "mend": ""}],
    },
]


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="工会名称", max_length=100, help_text="与印章一致的全称。")
    credit_code = forms.CharField(label="统一社会信用代码", required=False, help_text="18 位；法人资格工会以 81 开头。")
    kind = forms.ChoiceField(label="单位性质", choices=[("", "请选择"), *KINDS])
    founded_on = forms.DateField(label="建会日期", widget=DateInput())
    term_ends_on = MonthField(label="本届届满", required=False)
    employees = forms.IntegerField(label="职工数", min_value=0)
    members = forms.IntegerField(label="会员数", min_value=0)
    party = forms.ChoiceField(label="本单位是否有党组织", choices=[("yes", "有"), ("no", "没有")], widget=Radios)
    organs = forms.MultipleChoiceField(
        label="已征求意见",
        choices=[("party", "党组织"), ("discipline", "纪检组织"), ("members", "会员代表大会")],
        widget=Checks,
        required=False,
    )
    deeds = forms.CharField(label="主要事迹", widget=forms.Textarea(attrs={"rows": 5}), help_text="2000 字以内。")
    proof = UploadField(label="会员代表大会决议", limit_mb=20, kinds=("pdf", "jpg", "png"), required=False)
    sealed = forms.BooleanField(label="我已核对，填写内容与盖章材料一致")


class YearForm(forms.Form):
    """One year's figures."""

    year = forms.IntegerField(label="年度", disabled=True)
    employees = forms.IntegerField(label="职工数", min_value=0)
    members = forms.IntegerField(label="会员数", min_value=0)


class FilterForm(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label="单位或姓名", required=False)
    honour = forms.ChoiceField(label="荣誉", choices=[("", "全部"), ("home", "全国模范职工之家")], required=False)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), ("review", "审查中")], required=False)


def samples() -> dict[str, Any]:
    """All that the gallery's template shows."""
    wrong = SampleForm(
        {"name": "", "employees": "1210", "members": "一千", "deeds": "……", "founded_on": "2014-05-08"},
        MultiValueDict({"proof": [SimpleUploadedFile("决议.docx", b"x")]}),
    )
    years = forms.formset_factory(YearForm, extra=0)
    return {
        "demo": True,
        "nav_items": [
            {"label": "等我办理", "url": "#", "current": True, "count": 3},
            {"label": "申报", "url": "#"},
            {"label": "审查", "url": "#"},
            {"label": "公示", "url": "#"},
            {"label": "评选轮次", "url": "#"},
            {"label": "荣誉登记", "url": "#"},
        ],
        "tones": ["neutral", "info", "success", "warning", "danger", "honour"],
        "form": SampleForm(initial={"name": "某某机械有限公司工会委员会", "party": "yes"}),
        "wrong_form": wrong,
        "formset": years(initial=[{"year": y, "employees": 1200 + y % 10} for y in (2023, 2024, 2025)], prefix="years"),
        "filter_form": FilterForm(),
        "findings": FINDINGS,
        "met_findings": [f for f in FINDINGS if f["result"] == "met"],
        "reasons": {"provincial_title": "本市 2024 年起停评省级称号，市总工会已书面说明。"},
        "unlawful": Refusal(
            "unlawful",
            "不符合规定：近三年职工入会率均在百分之九十以上。请按每一条的提示补正。",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "",
            Judgement.from_json({"reason": "", **f} for f in FINDINGS[:1]).findings,
        ),
        "stale": Refusal("stale", "别人刚刚处理过这条记录。请核对后再提交。", HTTPStatus.CONFLICT),
        "moment": MORNING,
        "day": date(2026, 3, 6),
        **_lists(),
    }


def _lists() -> dict[str, Any]:
    return {
        "facts": [
            ("所在单位", "某某机械有限公司"),
            ("单位性质", "民营企业"),
            ("职工数 / 会员数", "1,224 / 1,150"),
            ("工会主席", "张某某（专职）"),
            ("联系电话", None),
        ],
        "rows": [
            ("某某机械有限公司工会委员会", "全国模范职工之家", "审查中", "info", "3月6日", 1150),
            ("总装车间第四班工会小组", "全国模范职工小家", "退回修改", "warning", "3月4日", 36),
            ("李某某", "全国优秀工会工作者", "已推荐", "success", "—", 1),
        ],
        "tiles": [
            {"label": "等我办理", "value": 3, "note": "1 项今天截止", "url": "#", "tone": "danger"},
            {"label": "审查中", "value": 128, "note": "较上周增加 17", "url": "#"},
            {"label": "公示中", "value": 2, "note": "最近一份 3月9日届满", "url": "#"},
            {"label": "剩余名额", "value": 11, "note": "共 42 个"},
        ],
        "tasks": [
            {
                "title": "某某机械有限公司工会委员会",
                "url": "#",
                "what": "审查并上报 · 全国模范职工之家",
                "who": "昌平区总工会 2026年2月27日转来",
                "due": MORNING,
                "days": 0,
            },
            {"title": "李某某", "url": "#", "what": "补充单位纪检组织意见", "due": date(2026, 2, 27), "days": -1},
            {
                "title": "推荐名单（第 2 稿）",
                "url": "#",
                "what": "登记领导班子集体研究决定",
                "due": date(2026, 3, 13),
                "days": 11,
            },
            {"title": "建议名单（第 1 批）", "url": "#", "what": "审议建议名单", "since": MORNING},
        ],
        "steps": [
            {"label": "基层工会申报", "who": "某某机械有限公司工会委员会 · 王某", "state": "done", "when": MORNING},
            {
                "label": "区总工会审查",
                "who": "昌平区总工会",
                "state": "current",
                "note": "2026年3月2日收到，等待审查",
            },
            {"label": "推荐单位审核", "who": "北京市总工会", "state": "todo"},
            {"label": "全总基层工作部审核", "who": "", "state": "todo"},
            {"label": "书记处审议", "who": "", "state": "todo"},
        ],
        "stopped": [
            {"label": "基层工会申报", "who": "某某公司工会", "state": "done", "when": MORNING},
            {
                "label": "县总工会审查",
                "who": "不予通过",
                "state": "stopped",
                "when": MORNING,
                "note": "近一年内发生生产安全责任事故。",
            },
        ],
        "entries": [
            {
                "when": datetime(2026, 3, 2, 3, 12, tzinfo=UTC),
                "act": "退回修改",
                "who": "昌平区总工会 · 赵某（审查）",
                "article": "第十六条",
                "reason": "2024 年会员数与附件 3 不一致；请补充纪检组织意见的截止日期。",
            },
            {"when": MORNING, "act": "申报", "who": "某某机械有限公司工会委员会 · 王某", "article": "第十六条"},
            {"when": date(2026, 2, 13), "act": "本单位公示期满", "who": "系统", "article": "第十六条"},
        ],
        "files": [
            {"name": "会员代表大会决议.pdf", "url": "#", "size": 1_258_291, "kind": "PDF", "added_at": MORNING},
            {"name": "公示照片.jpg", "url": "#", "size": 830_000, "kind": "JPG", "note": "2026年2月6日张贴"},
        ],
        "changes": [
            {"label": "2024 年会员数", "old": "1,078", "new": "1,087"},
            {"label": "联系人", "old": "", "new": "王某"},
            {"label": "主要事迹", "old": "建立职工书屋一处。", "new": "建立职工书屋三处，服务职工一千余人。"},
        ],
        "tabs": [
            {"label": "申报表", "url": "#", "current": True},
            {"label": "条件审核", "url": "#", "count": 14},
            {"label": "征求意见", "url": "#", "count": 3},
            {"label": "附件", "url": "#", "count": 8},
            {"label": "办理记录", "url": "#"},
        ],
        "page": Page([1, 2, 3], previous="?before=x", next="?after=y"),
        "first_page": Page([1, 2, 3], next="?after=y"),
    }
