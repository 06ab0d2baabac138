"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

# Numbers are read as text and checked together with everything else that can be wrong, so that one
# run of the program tells all mistakes.
Name: TypeAlias = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Name in scenarios/ (person), or a path.")
]
Replications: TypeAlias = Annotated[
    str, typer.Option("--replications", "-n", metavar="N", help="Number of wars.")
]
Entropy: TypeAlias = Annotated[
    str,
    typer.Option("--entropy", "--seed", metavar="S", help="Names the luck: the random seed."),
]
Months: TypeAlias = Annotated[
    str, typer.Option("--months", metavar="H", help="Months that play goes on.")
]
Sets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Another value, or a range LO..HI; repeat."),
]
Pulled: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--lever", metavar="NAME=VALUE[@MONTH]", help="Pull a lever; repeat."),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Out: TypeAlias = Annotated[
    str | None, typer.Option("--out", metavar="DIR", help="Folder for what is written.")
]

Varied: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="NAME=LO:HI[:N]",
        help="An axis: a range, or values V1,V2,…; @MONTH for a lever; repeat.",
    ),
]
MaybeEntropy: TypeAlias = Annotated[
    str | None,
    typer.Option("--entropy", "--seed", metavar="S", help="Names the luck: the random seed (0)."),
]
MaybeMonths: TypeAlias = Annotated[
    str | None, typer.Option("--months", metavar="H", help="Months that play goes on (60).")
]
Resumed: TypeAlias = Annotated[
    bool, typer.Option("--resume", help="Go on with what is in the folder.")
]
Workers: TypeAlias = Annotated[
    str | None, typer.Option("--workers", metavar="W", help="Threads (one for each processor).")
]
Dask: TypeAlias = Annotated[
    str | None, typer.Option("--dask", metavar="ADDRESS", help="Play on this Dask cluster.")
]
