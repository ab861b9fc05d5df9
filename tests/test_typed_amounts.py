"""Amounts as people type them into the calculator, read by its own script."""

import json
import subprocess

import pytest

READ = """
const { readYuan } = await import(process.argv[1]);
let said;
try { said = readYuan(process.argv[2]); } catch (error) { said = error.message; }
console.log(JSON.stringify(said));
"""
HIGHEST = 10_000_000_000  # fen: 1亿元, the most that the rules core takes


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("", None),
        ("42,000.50", 4_200_050),
        ("４２０００元", 4_200_000),
        ("4.2万", 4_200_000),
        ("4.200001万元", 4_200_001),
        ("0.5亿", HIGHEST // 2),
        ("1亿", HIGHEST),
        ("1亿元", HIGHEST),
        ("1 亿元", HIGHEST),
        ("10000万", HIGHEST),
        ("100000000", HIGHEST),
        ("0.0000000001亿", 1),
        ("1.0000000001亿", "这个金额太大了，最多 1 亿元"),
        ("100000000.01", "这个金额太大了，最多 1 亿元"),
        ("2亿", "这个金额太大了，最多 1 亿元"),
        ("0.00000000001亿", "金额最多写到分，例如 42,000.50"),
        ("1.005", "金额最多写到分，例如 42,000.50"),
        ("1亿万", "请填一个金额，只写数字，例如 42,000 或 42,000.50"),
    ],
)
def test_an_amount_is_read_to_the_fen_up_to_the_highest(root, typed, fen):
    words = root / "calculator" / "browser" / "words.js"
    command = ["node", "--input-type=module", "--eval", READ, words.as_uri(), typed]
    assert json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) == fen
