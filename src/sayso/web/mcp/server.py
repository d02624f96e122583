"""The MCP server over standard input and output; the library is an extra, and only needed here."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingExtra, SaysoError
from sayso.publish.collection import Collection
from sayso.web.api.operations import Problem
from sayso.web.mcp.tools import TOOLS, Desk, wrong

if TYPE_CHECKING:
    from mcp.server import Server

LOG = logging.getLogger("sayso.mcp")
STORY, ARTICLE = "sayso://story/", "sayso://article/"
INVALID_PARAMS = -32602
"""JSON-RPC 2.0: the parameters do not name anything."""


def serve_stdio(collection: Collection, *, reviewed_only: bool) -> None:
    """Answer an assistant until it hangs up. MissingExtra when the library is not installed."""
    server = make_server(collection, reviewed_only=reviewed_only)
    import anyio  # noqa: PLC0415 - comes with the extra
    from mcp.server.stdio import stdio_server  # noqa: PLC0415 - same

    async def run() -> None:
        async with stdio_server() as (reads, writes):
            await server.run(reads, writes, server.create_initialization_options())

    anyio.run(run)


def make_server(collection: Collection, *, reviewed_only: bool) -> "Server[Any]":
    """The server itself, for whatever carries it. MissingExtra when the library is not installed."""
    try:
        import mcp_types as types  # noqa: PLC0415 - an extra
        from anyio import CapacityLimiter, to_thread  # noqa: PLC0415 - same
        from mcp import MCPError  # noqa: PLC0415 - same
        from mcp.server import Server  # noqa: PLC0415 - same
    except ImportError as error:
        raise MissingExtra(
            f"the MCP server needs a library that is not installed ({error.name}); pip install 'sayso[mcp]'"
        ) from error
    from sayso import __version__  # noqa: PLC0415 - the package imports what serves it, not the other way round

    desk = Desk(collection, reviewed_only=reviewed_only)
    one_at_a_time = CapacityLimiter(1)

    async def ask(name: str, arguments: Mapping[str, Any]) -> list[str]:
        return await to_thread.run_sync(desk.answer, name, arguments, limiter=one_at_a_time)

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        reads_only = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=one.name,
                    title=one.title,
                    description=one.what,
                    input_schema=one.schema(),
                    annotations=reads_only,
                )
                for one in TOOLS
            ]
        )

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            pieces = await ask(params.name, params.arguments or {})
        except Exception as error:
            if not isinstance(error, SaysoError | Problem):
                LOG.exception("a tool failed")
            return types.CallToolResult(content=[types.TextContent(text=wrong(error))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=piece) for piece in pieces])

    async def list_templates(_context: Any, _params: Any) -> types.ListResourceTemplatesResult:
        what = {STORY: "What was said in a story", ARTICLE: "The lines of an article"}
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(name=title, uri_template=f"{root}{{id}}", mime_type="text/plain")
                for root, title in what.items()
            ]
        )

    async def read_resource(
        _context: Any, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        tool, root = ("said_in_story", STORY) if uri.startswith(STORY) else ("article", ARTICLE)
        if not uri.startswith(root):
            raise MCPError(INVALID_PARAMS, f"no resource {uri!r}; there are {STORY}ID and {ARTICLE}ID")
        try:
            pieces = await ask(tool, {root.split("/")[2]: uri.removeprefix(root)})
        except (SaysoError, Problem) as error:
            raise MCPError(INVALID_PARAMS, wrong(error)) from error
        text = "\n\n".join(pieces)
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=uri, mime_type="text/plain", text=text)]
        )

    return Server(
        "sayso",
        version=__version__,
        title="Sayso",
        instructions=desk.instructions,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )
