import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import { type SocketMode, startSocketMode } from '../../lib/adapters/slack/socket-mode.ts';
import type { IncomingCommand } from '../../lib/conversation/incoming-command.ts';
import type { SlackMessage } from '../../lib/slack/blocks.ts';

let server: Server;
let sockets: WebSocketServer;
let apiUrl: string;
/** What apps.connections.open answers: https://docs.slack.dev/reference/methods/apps.connections.open */
let answer: Record<string, unknown>;
let socketMode: SocketMode | undefined;
const given: IncomingCommand[] = [];
const faults: unknown[] = [];

const said: SlackMessage = {
  text: 'Looking',
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Looking', emoji: false } }],
};

beforeEach(async () => {
  server = createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  apiUrl = `http://127.0.0.1:${port}/api/`;
  answer = { ok: true, url: `ws://127.0.0.1:${port}/link` };
  given.length = 0;
  faults.length = 0;
});

afterEach(async () => {
  await socketMode?.stop();
  socketMode = undefined;
  // The client waits for the end of the closing handshake.
  for (const client of sockets.clients) await once(client, 'close');
  sockets.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const start = (): Promise<SocketMode> =>
  startSocketMode({
    appToken: 'xapp-test',
    slackApiUrl: apiUrl,
    onCommand: async (command) => {
      given.push(command);
      return said;
    },
    onFault: (error) => faults.push(error),
  });

/** The connection, greeted as Slack greets: https://docs.slack.dev/apis/events-api/using-socket-mode */
async function connected(): Promise<WebSocket> {
  const [socket] = (await once(sockets, 'connection')) as [WebSocket]; // what `ws` gives with this event
  socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  return socket;
}

describe('Socket Mode', () => {
  test('answers a command over the connection, as over HTTP', async () => {
    const connecting = connected();
    const starting = start();
    const socket = await connecting;
    socketMode = await starting;
    const payload = {
      command: '/k8s',
      text: 'diagnose node-3',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      trigger_id: '1.2.abc',
      response_url: 'https://hooks.slack.com/commands/T1/1/x',
    };
    const envelope = { type: 'slash_commands', envelope_id: 'e-1', accepts_response_payload: true, payload };
    socket.send(JSON.stringify(envelope));
    const [data] = await once(socket, 'message');
    const { envelope_id: id, payload: acked } = JSON.parse(String(data));
    expect(id).toBe('e-1');
    expect(acked).toEqual({ response_type: 'ephemeral', ...said });
    expect(given).toEqual([
      {
        requestId: expect.stringMatching(/^[0-9a-f]{64}$/),
        text: 'diagnose node-3',
        asker: { teamId: 'T1', channelId: 'C1', userId: 'U1', responseUrl: payload.response_url },
      },
    ]);
    expect(faults).toEqual([]);
  });

  test("tells Slack's own name for why it refuses the token", async () => {
    answer = { ok: false, error: 'invalid_auth' };
    await expect(start()).rejects.toMatchObject({ name: 'SlackRefusal', code: 'invalid_auth' });
  });
});
