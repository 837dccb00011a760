import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type LocalProcess, type Machine, newMachine } from '../local/local-process.ts';

jest.setTimeout(180_000);

const executablePath = '/usr/bin/chromium';
const isThere = existsSync(executablePath);
if (!isThere)
  process.stderr.write(`passed over: ${executablePath} is not installed (apt-get install chromium)\n`);
const inBrowser = isThere ? describe : describe.skip;

let machine: Machine;
let running: LocalProcess;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

inBrowser('the page in a browser', () => {
  beforeAll(async () => {
    machine = await newMachine();
    running = await machine.start();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  afterAll(async () => {
    await browser?.close();
    await machine?.remove();
  });

  test('takes a command by keyboard alone, and shows the diagnosis by itself', async () => {
    await page.goto(`${running.url}/`);
    expect(await page.textContent('h2')).toBe('Nothing has happened yet.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // "Skip to the command field"
    await page.keyboard.press('Tab');
    await page.locator('#command').focus();
    await page.keyboard.type('/k8s diagnose node-3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#whispers .whisper');
    await page.waitForSelector('details .message h3');
    expect(await page.textContent('details .message h3')).toContain('Unhealthy: node node-3');
    expect(await page.textContent('.thread .message .section')).toContain('Unhealthy: node node-3');
    expect(await page.locator('.thread').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await mkdir('reports', { recursive: true });
    await page.screenshot({ path: 'reports/page-phone.png' });
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.screenshot({ path: 'reports/page-desk.png' });
    expect(complaints).toEqual([]);
  });

  test('runs nothing that comes with a command or an alert', async () => {
    const before = await page.locator('.thread').count();
    await page.fill('#command', '/k8s diagnose <img src=x onerror=document.title=1>');
    await page.keyboard.press('Enter');
    await page.locator('#whispers .whisper').nth(1).waitFor();
    const labels = { alertname: '<script>document.title=1</script>', node: 'node-1' };
    const startsAt = new Date().toISOString();
    const alert = { status: 'firing', labels, annotations: {}, startsAt, endsAt: '0001-01-01T00:00:00Z' };
    const webhook = { version: '4', groupKey: '{}', status: 'firing', receiver: 'bot', alerts: [alert] };
    expect(await running.postAlerts(JSON.stringify(webhook), running.alertToken ?? '')).toBe(200);
    await page.locator('.thread').nth(before).waitFor();
    expect(await page.locator('#main img, #main script').count()).toBe(0);
    expect(await page.title()).toBe('#wardround · Wardround');
    expect(complaints).toEqual([]);
  });

  test('works without a script, by form and reload', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${running.url}/`);
    await plain.fill('#command', '/k8s help');
    await plain.click('#composer button');
    expect(plain.url()).toBe(`${running.url}/`);
    expect(await plain.textContent('#whispers')).toContain('diagnose');
    await context.close();
  });

  test('says that the connection is lost, and after a new start that it must be loaded again', async () => {
    await running.end('SIGKILL');
    await page.waitForSelector('#problem:not([hidden])');
    expect(await page.textContent('#problem')).toContain('connection is lost');
    const again = await machine.start({ WARDROUND_PORT: String(running.port) });
    await page.waitForSelector('#problem:has-text("anew")', { timeout: 60_000 });
    await page.reload();
    await page.waitForSelector('.thread');
    expect(await page.locator('.thread').count()).toBe((await again.threads()).length);
  });
});
