"""What an editor is told of files that do not fit together: names that lead nowhere, things that are there twice.

In the tables ▸ stands before what the line points at; the column is that of the next character.
"""

import pytest

from small_project import DOCUMENT, YAML, make_mistake

MISPLACED = "大同市的同医保发〔2025〕1号 应放在 rules/documents/datong/2025-1.yml（同年同号的另一份，后面加 -拼音）；请移动或改名"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "place: 大同市",
            "▸place: 大同",
            "没有 “大同” 这个省或市；可用：山西省、太原市、大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、"
            "吕梁市；是不是 大同市？",
            id="unknown place",
        ),
        pytest.param(
            "{payer: county, county: 新荣区}",
            "{▸paier: county, county: 新荣区}",
            "没有 “paier” 这个键；可用：facility、location、cost、group、assisted_group、payer、county_type、student、county、"
            "disease、drug_batch、facility_level、major_list、programme、reform_part、part；是不是 payer？",
            id="unknown dimension",
        ),
        pytest.param(
            "{item: annual_fund_cap,",
            "{item: annual_fund_cap, dimensions: {▸disease: hypertension},",
            "annual_fund_cap 没有 disease 这个维度；可用：（无）",
            id="a dimension that the item does not have",
        ),
        pytest.param(
            "dimensions: {payer: county, county: 新荣区}",
            "dimensions: {payer: county, ▸county: 陵川县}",
            "大同市 没有 “陵川县”；可用：新荣区、平城区、云冈区、云州区、阳高县、天镇县、广灵县、灵丘县、浑源县、左云县",
            id="a county of another city",
        ),
        pytest.param(
            "issuers:",
            "▸forwards: 晋医保发〔2020〕9号\nissuers:",
            "没有收录 “晋医保发〔2020〕9号”；没有收录的文件写在 cites 里",
            id="forwards a document that is not collected",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ends: {day: 2026-12-31, basis: express, ▸by: DT27-01}",
            "没有 DT27-01 这个条款",
            id="ended by a provision that is not there",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, sources: [DT25-03, ▸DT27-01]",
            "没有 DT27-01 这个条款",
            id="a source that is not there, of a value that is not derived",
        ),
        pytest.param(
            "id: DT25-06",
            "▸id: DT26-06",
            "编号 DT26-06 应以 DT25- 开头",
            id="an id without the document's prefix",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_named_with_those_that_do(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("right", "wrong", "begin", "end"),
    [
        pytest.param(
            "{item: annual_fund_cap,",
            "{▸item: annual_fund_kap,",
            "item：没有 “annual_fund_kap”；可用：premium、",
            "；是不是 annual_fund_cap？",
            id="unknown item",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator: 二\n    readings: [▸A91]\n",
            "readings：没有 “A91”；可用：A1、A2、A3、",
            "；是不是 A9？",
            id="unknown reading",
        ),
    ],
)
def test_of_a_long_list_of_names_the_first_and_the_nearest_are_shown(project, right, wrong, begin, end):
    where = make_mistake(project, right, wrong)
    [line] = project.mistakes()
    assert line.startswith(f"{where}: {begin}")
    assert line.endswith(end)


def test_two_files_of_one_document_are_an_error(project):
    other = "rules/documents/datong/2025-2.yml"
    project.write(other, YAML.replace("DT25", "DT26"))
    assert project.mistakes() == [
        f"{other}:2:1: “同医保发〔2025〕1号” 已经在 {DOCUMENT} 里用过；同一份文件只能有一个 YAML 文件",
        f"{other}:2:1: {MISPLACED}",
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("rules/documents/datong/2025-01.yml", id="another number"),
        pytest.param("rules/documents/taiyuan/2025-1.yml", id="the folder of another place"),
        pytest.param("rules/documents/2025-1.yml", id="no folder"),
    ],
)
def test_a_file_lies_where_its_place_and_number_say(project, other):
    project.write(other, project.read())
    (project.root / DOCUMENT).unlink()
    assert project.mistakes() == [f"{other}:2:1: {MISPLACED}"]


def test_another_document_of_the_same_number_has_a_word_behind_it(project):
    other = YAML.replace("DT25", "DTH25").replace("同医保发〔2025〕1号", "同医保函〔2025〕1号")
    project.write("rules/documents/datong/2025-1-han.yml", other)
    assert project.mistakes() == []


def test_two_files_of_one_address_are_an_error(project):
    other = "rules/documents/old/datong/2025-1.yml"
    project.write(other, YAML.replace("DT25", "DTH25").replace("同医保发〔2025〕1号", "同医保函〔2025〕1号"))
    assert (
        f"{other}:2:1: “datong-2025-1” 已经在 {DOCUMENT} 里用过；同一份文件只能有一个 YAML 文件" in project.mistakes()
    )


@pytest.mark.parametrize("name", ["datong/2025-2.yaml", "datong/2025-2.YML", "2025-2.yml.txt", "datong/2025-2"])
def test_a_file_that_would_not_be_read_is_an_error(project, name):
    project.write(f"rules/documents/{name}", YAML)
    assert project.errors() == [f"rules/documents/{name}:1:1: 文件名要以 .yml 结尾，否则不会被读到；请改名，或移到别处"]


def test_the_systems_own_hidden_files_do_not_matter(project):
    project.write("rules/documents/.DS_Store", b"\x00")
    project.write("rules/documents/datong/._2025-1.yml", b"\x00")
    assert project.errors() == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            '{code: "140212", name: 新荣区, kind: county, parent: "140200"}',
            '{code: "140212", name: 新荣区, kind: county, ▸parent: "140299"}',
            "新荣区 的 parent 应为市的代码，这里是 “140299”；请核对",
            id="a parent that is not there",
        ),
        pytest.param(
            '{code: "140200", name: 大同市, kind: city, parent: "140000"',
            '{code: "140200", name: 大同市, kind: city, ▸parent: "140200"',
            "大同市 的 parent 应为省的代码，这里是 “140200”；请核对",
            id="a place that is its own parent",
        ),
        pytest.param(
            '{code: "140213", name: 平城区',
            '{▸code: "140212", name: 平城区',
            "140212 已经在第 20 行用过；每个地方的 code 只能用一次",
            id="a code used twice",
        ),
        pytest.param(
            '{code: "140213", name: 平城区',
            '{code: "140213", ▸name: 新荣区',
            "新荣区 已经在第 20 行用过；每个地方的 name 只能用一次",
            id="a county named twice",
        ),
        pytest.param(
            'parent: "140000", pinyin: datong',
            'parent: "140000", ▸pinyin: taiyuan',
            "taiyuan 已经在第 8 行用过；每个地方的 pinyin 只能用一次",
            id="a pinyin used twice",
        ),
        pytest.param(
            '- {code: "140200", name: 大同市, kind: city, parent: "140000", pinyin: datong}',
            '- ▸{code: "140200", name: 大同市, kind: city, parent: "140000"}',
            "大同市 缺少 pinyin；请补上，网址和文件夹用它",
            id="a city without address",
        ),
    ],
)
def test_a_mistake_in_the_places_is_explained_there(project, right, wrong, message):
    where = make_mistake(project, right, wrong, "rules/places.yml")
    assert project.mistakes() == [f"{where}: {message}"]


def test_a_reading_names_provisions_and_items_that_exist(project):
    where = "rules/readings.yml"
    reading = project.read(where)
    begin = reading.index("    provisions: []\n    items: [first_self_pay")
    lines = reading[:begin].count("\n") + 1, reading[:begin].count("\n") + 2
    changed = reading[begin:].replace("[]", "[DT25-01, DT25-31]", 1).replace("[first_self_pay", "[first_self_pai", 1)
    project.write(where, reading[:begin] + changed)
    assert project.mistakes() == [
        f"{where}:{lines[0]}:27: 没有 DT25-31 这个条款；是不是 DT25-03？",
        f"{where}:{lines[1]}:13: 没有 “first_self_pai” 这个项目；是不是 first_self_pay？",
    ]


def test_a_mistake_in_the_parameters_is_explained_there(project):
    project.edit("section: student, unit: ratio", "section: student, unit: ration", "rules/parameters.yml")
    [line] = project.mistakes()
    assert line.startswith("rules/parameters.yml:")
    assert line.endswith(
        "unit：没有 “ration”；可用：yuan、ratio、points、count、days、months、years、date、yes_no、rule；是不是 ratio？"
    )
