import { describe, expect, test } from '@jest/globals';
import { toRequest } from '../adapters/lambda/http-event.ts';
import { toGatewayEvent } from './gateway-event.ts';

const eventOf = (contentType: string, body: Buffer) =>
  toGatewayEvent(
    { method: 'POST', path: '/slack/events', query: 'a=1', headers: { 'content-type': contentType }, body },
    { requestId: 'r', nowMs: Date.parse('2026-03-04T05:06:07Z'), sourceIp: '127.0.0.1' },
  );

describe('a request as the HTTP API hands it on', () => {
  test.each([
    ['a form', 'application/x-www-form-urlencoded', Buffer.from('text=h%C3%A9'), true],
    [
      'a form with a charset',
      'application/x-www-form-urlencoded; charset=utf-8',
      Buffer.from('text=a'),
      true,
    ],
    ['JSON', 'application/json', Buffer.from('{"a":"é"}'), false],
    ['JSON with a charset', 'application/json; charset=utf-8', Buffer.from('{}'), false],
    ['JSON that is no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), true],
    ['no type', '', Buffer.from('a'), true],
  ])('%s arrives byte for byte', (_, contentType, body, isBase64Encoded) => {
    const event = eventOf(contentType, body);
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(toRequest(event).body)).toEqual(body);
  });

  test('keeps the path, the method and the query', () => {
    const { rawPath, rawQueryString, requestContext } = eventOf('application/json', Buffer.from('{}'));
    expect([requestContext.http.method, rawPath, rawQueryString]).toEqual(['POST', '/slack/events', 'a=1']);
  });
});
