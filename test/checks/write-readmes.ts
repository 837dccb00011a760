import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from '../../lib/checks/registry.ts';
import { checksFolder, fixturesOf, judgeFixture } from './fixture.ts';
import { exampleOf, generated, sectionNames, sectionsOf } from './readme.ts';

/** Writes the parts of every check's README that come from code: run it with tsx after a check has changed. */
for (const check of checks) {
  const path = join(checksFolder, check.name, 'README.md');
  const readme = await readFile(path, 'utf8');
  const title = readme.slice(0, readme.indexOf('\n## '));
  const sections = sectionsOf(readme);
  const shown = /`fixtures\/(unhealthy\.[a-z0-9.-]+\.yaml)`/.exec(sections.get('Example') ?? '')?.[1];
  const fixtures = (await fixturesOf(check.name)).filter(({ status }) => status === 'unhealthy');
  const fixture = fixtures.find(({ file }) => file === shown) ?? fixtures[0];
  if (!fixture) throw new Error(`${check.name} has no unhealthy fixture to show`);
  sections.set('Reads', generated.Reads(check));
  sections.set('Finds', generated.Finds(check));
  sections.set('Example', exampleOf(fixture.file, await judgeFixture(check, fixture)));
  const body = sectionNames.map((name) => `## ${name}\n\n${sections.get(name) ?? ''}\n`);
  await writeFile(path, `${title.trim()}\n\n${body.join('\n')}`);
}
