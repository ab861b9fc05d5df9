"""This project answers what peers.py asks on standard input; see peer.py for the questions."""

import json
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np

import peer
from arrays import Pieces, Stays
from calculations import PLACES
from urrbmi.claims import parse_case
from urrbmi.interface import Interface
from urrbmi.settle import CHECKS, FIELDS, settle_case


class Core(peer.Peer):
    def load(self, parameters: dict[str, Any]) -> None:
        self.interface = Interface((files("urrbmi") / "policy.json").read_text(encoding="utf-8"))

    @cached_property
    def pieces(self) -> Pieces:
        return Pieces(self.interface.policy, PLACES)

    def recorded(self, stay: dict[str, Any]) -> None:
        policy = self.interface.policy
        settle_case(parse_case(stay["case"], policy, FIELDS, CHECKS), policy)

    def explained(self, stay: dict[str, Any]) -> None:
        self.interface.settle(json.dumps(stay["case"]))

    def many(self, cases: peer.Cases) -> tuple[Any, Any]:
        nobody_special = np.full(len(cases.fen), self.pieces.groups.index("ordinary"))
        stays = Stays(
            cases.place,
            np.datetime64("2025-01-01") + cases.day,
            cases.facility,
            cases.location,
            nobody_special,
            np.full(len(cases.fen), 40),
            {"class_a": cases.fen.astype(np.int64)},
        )
        paid = self.pieces.settle(stays)
        return paid.basic_fund, paid.critical_illness


peer.answer(Core())
