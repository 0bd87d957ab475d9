"""Settings: an unknown name or a value of another type is a fault that says what is allowed."""

from typing import Any

import pytest
import yaml

from conftest import ROOT
from settings import SETTINGS, setting_faults

SHIPPED = yaml.safe_load((ROOT / "config/config.yaml").read_text("utf-8"))


def test_the_shipped_configuration_has_every_setting_and_no_fault() -> None:
    assert SHIPPED.keys() == SETTINGS.keys()
    assert [*setting_faults(SHIPPED)] == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("dta", "data", "config: dta: there is no such setting: did you mean data?"),
        ("reslts", "results", "config: reslts: there is no such setting: did you mean results?"),
        ("colour", "", "config: colour: there is no such setting: the settings are data, results, against, release"),
        ("release", "yes please", "config: release: 'yes please' is no value of this setting: true or false"),
        ("release", 1, "config: release: 1 is no value of this setting: true or false"),
        ("data", 2024, "config: data: 2024 is no value of this setting: the name of a folder"),
        ("results", "", "config: results: '' is no value of this setting: the name of a folder"),
        ("against", None, """config: against: None is no value of this setting: the name of a folder, or \"\""""),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: Any, fault: str) -> None:
    assert [*setting_faults({**SHIPPED, name: value})] == [fault]


def test_all_wrong_settings_are_named_at_once() -> None:
    assert len([*setting_faults({**SHIPPED, "dta": "x", "release": "no", "data": ""})]) == 3
