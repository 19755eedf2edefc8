"""A small OPC UA server for benchmarks: `python -m benchmarks._opcua_server PORT POINTS`."""

import asyncio
import random
import sys

from asyncua import Server, ua

from benchmarks._collector import NAMESPACE


async def serve(port: int, points: int) -> None:
    """Serve points that change four times a second, until killed."""
    server = Server()
    await server.init()
    server.set_endpoint(f"opc.tcp://127.0.0.1:{port}/bench")
    server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
    index = await server.register_namespace(NAMESPACE)
    nodes = [
        await server.nodes.objects.add_variable(ua.NodeId(f"v{number}", index), f"v{number}", 0.0)
        for number in range(points)
    ]
    chance = random.Random(1)  # noqa: S311 - made-up values
    async with server:
        sys.stdout.write('{"state": "ready"}\n')
        sys.stdout.flush()
        while True:
            for node in nodes:
                await node.write_value(chance.gauss(50.0, 5.0))
            await asyncio.sleep(0.25)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
