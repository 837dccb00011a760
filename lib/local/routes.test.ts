import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { routesOf } from './routes.ts';

describe('the routes of serverless.yml', () => {
  test('are those that AWS gets', async () => {
    const text = await readFile(new URL('../../serverless.yml', import.meta.url), 'utf8');
    expect(routesOf(text)).toEqual([
      { method: 'POST', path: '/alerts', functionName: 'alerts' },
      { method: 'POST', path: '/slack/events', functionName: 'slack' },
    ]);
  });

  test('are read in both forms, beside other events and references', () => {
    const text = `functions:
  a:
    events:
      - httpApi: get /a
      - sqs: { arn: !GetAtt Queue.Arn }
      - httpApi: { method: post, path: /b, authorizer: { name: x } }
  b: {}`;
    expect(routesOf(text).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /a', 'POST /b']);
  });

  test.each([
    ['none at all', 'functions: { a: { events: [] } }', 'no httpApi route'],
    ['one with parameters', "functions: { a: { events: [{ httpApi: 'GET /a/{id}' }] } }", 'route of a'],
    ['one for everything', "functions: { a: { events: [{ httpApi: '*' }] } }", 'route of a'],
  ])('are refused where they cannot be served: %s', (_, text, why) => {
    expect(() => routesOf(text)).toThrow(why);
  });
});
