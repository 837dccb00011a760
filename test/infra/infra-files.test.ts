import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';

const pathOf = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const text = (file: string): string => readFileSync(pathOf(file), 'utf8');

describe('the example receiver for Alertmanager', () => {
  const file = 'infra/alertmanager/receiver.example.yml';

  test('carries a token from a file, a limit, and what has resolved', () => {
    const receiver = z.object({
      receivers: z.tuple([
        z.object({
          webhook_configs: z.tuple([
            z.object({
              url: z.url({ protocol: /^https$/ }),
              send_resolved: z.literal(true),
              max_alerts: z.int().min(1).max(1000),
              http_config: z.object({
                authorization: z.object({ type: z.literal('Bearer'), credentials_file: z.string() }),
                follow_redirects: z.literal(false),
              }),
            }),
          ]),
        }),
      ]),
      route: z.object({ receiver: z.literal('wardround'), group_by: z.array(z.string()).min(1) }),
    });
    expect(() => receiver.parse(parse(text(file)))).not.toThrow();
    expect(text(file)).not.toMatch(/credentials:/);
  });

  const amtool = spawnSync('amtool', ['check-config', pathOf(file)], { encoding: 'utf8' });
  (amtool.error ? test.skip : test)(
    'is what amtool takes (skipped where Alertmanager is not installed)',
    () => {
      expect(`${amtool.stdout}${amtool.stderr}`).toContain('SUCCESS');
      expect(amtool.status).toBe(0);
    },
  );
});

describe('the manifest of the Slack app', () => {
  const source = text('infra/slack/manifest.yml');
  const manifest = z
    .object({
      features: z.object({
        slash_commands: z.array(
          z.object({ command: z.string(), url: z.string(), description: z.string().max(2000) }),
        ),
      }),
      oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    })
    .parse(parse(source));

  test('sends its commands to a route of serverless.yml', () => {
    const service = parse(text('serverless.yml'), { logLevel: 'silent' });
    const routes = z
      .object({
        functions: z.record(
          z.string(),
          z.object({
            events: z.array(z.object({ httpApi: z.object({ path: z.string() }).optional() }).loose()),
          }),
        ),
      })
      .parse(service);
    const paths = Object.values(routes.functions).flatMap(({ events }) =>
      events.map(({ httpApi }) => httpApi?.path),
    );
    for (const { url } of manifest.features.slash_commands) expect(paths).toContain(new URL(url).pathname);
  });

  test('gives a reason for each scope', () => {
    const lines = source.split('\n');
    for (const scope of manifest.oauth_config.scopes.bot) {
      const line = lines.findIndex((candidate) => candidate.trim() === `- ${scope}`);
      expect(lines[line - 1]?.trim()).toMatch(/^# /);
    }
  });
});

describe('the policies of the functions', () => {
  const roles = text('infra/aws/roles.yml');

  test('name a resource, or say with a link why there is none', () => {
    const lines = roles.split('\n');
    const stars = lines.flatMap((line, index) => (/Resource: '\*'/.test(line) ? [index] : []));
    expect(stars.length).toBeGreaterThan(0);
    for (const index of stars)
      expect(lines.slice(Math.max(0, index - 20), index).join('\n')).toContain(
        'https://docs.aws.amazon.com/',
      );
  });

  test('allow no action by a wildcard', () => {
    expect(roles).not.toMatch(/Action:.*\*/);
    expect(roles).not.toMatch(/- [a-z0-9]+:[A-Za-z]*\*/);
  });
});
