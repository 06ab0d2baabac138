"""The rounds of the class over the network: the presenter opens and closes, phones make moves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.classroom.pair_rules import Wrong
from simulator.classroom.received import json_of, visitor_of
from simulator.classroom.room import Refused, Room


class PairsServed:
    """What is asked of the pairs of one room."""

    def __init__(self, room: Room) -> None:
        """Serve the pairs of `room`."""
        self.room = room

    async def lead(self, request: Request) -> Response:
        """Open or close a round, leave the rounds or begin them anew; the presenter's alone."""
        visitor = visitor_of(request, self.room)
        visitor.leads()
        told = await json_of(request, "what", "round")
        what, number = told["what"], told["round"]
        if type(number) is not int:
            raise Refused(422, "a round is a number")
        pairs = self.room.pairs
        try:
            if what == "open":
                pairs.begin(number)
            elif what == "close":
                pairs.finish(number)
            elif what == "leave":
                pairs.leave()
            elif what == "again":
                pairs.again()
            else:
                raise Refused(422, "a round is opened or closed, left or begun again")
        except Wrong as error:
            raise Refused(409, str(error)) from error
        self.room.tell()
        return JSONResponse({"round": pairs.round, "open": pairs.open})

    async def move(self, request: Request) -> Response:
        """What a phone asks for, answers, keeps or breaks."""
        visitor = visitor_of(request, self.room)
        told = await json_of(request, "round", "month", "what", "share")
        number, month, what, share = (told[name] for name in ("round", "month", "what", "share"))
        if type(number) is not int or type(month) is not int or not isinstance(what, str):
            raise Refused(422, "a move is a round, a month, what is done and a share or null")
        if type(share) is not int and share is not None:
            raise Refused(422, "a share is a whole number")
        try:
            self.room.pairs.move(visitor.cookie, number, month, what, share)
        except Wrong as error:
            raise Refused(409, str(error)) from error
        self.room.tell()
        return JSONResponse({"moved": what})
