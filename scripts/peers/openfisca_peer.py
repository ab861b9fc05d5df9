"""OpenFisca answers what peers.py asks on standard input; see peer.py for the questions."""

from typing import Any

import numpy as np
from openfisca_core.simulations import SimulationBuilder

import peer
from openfisca_model import Facility, Location, system

YEAR = "2025"
PAID = ("basic_fund", "critical_illness")


class OpenFisca(peer.Peer):
    def load(self, parameters: dict[str, Any]) -> None:
        self.system = system(parameters)
        # The cases count the names as the parameters do, OpenFisca as its enums do.
        self.facilities = np.array([Facility[name].index for name in parameters["ratio"]])
        self.locations = np.array([Location[name].index for name in parameters["reduction"]])

    def recorded(self, stay: dict[str, Any]) -> Any:
        given = {name: {YEAR: stay[name]} for name in ("facility", "location")}
        person = {**given, "in_scope": {YEAR: stay["yuan"]}}
        simulation = SimulationBuilder().build_from_entities(self.system, {"persons": {"one": person}})
        simulation.trace = True
        for name in PAID:
            simulation.calculate(name, YEAR)
        return simulation

    def explained(self, stay: dict[str, Any]) -> None:
        self.recorded(stay).tracer.computation_log.lines()

    def many(self, cases: peer.Cases) -> tuple[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(self.system, len(cases.fen))
        simulation.set_input("facility", YEAR, self.facilities[cases.facility])
        simulation.set_input("location", YEAR, self.locations[cases.location])
        simulation.set_input("in_scope", YEAR, cases.fen / 100)
        basic, critical = (simulation.calculate(name, YEAR) for name in PAID)
        return np.rint(basic * 100.0), np.rint(critical * 100.0)


peer.answer(OpenFisca())
