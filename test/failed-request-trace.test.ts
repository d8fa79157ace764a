import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { FailedRequestFiles } from '../src/evidence/log-files/failed-request-files.js';
import { failedRequestTrace } from '../src/evidence/renderers/failed-request-trace.js';
import { failedRequestTraceHtml } from '../src/evidence/renderers/failed-request-trace-html.js';
import { parseXml, type XmlElement } from '../src/protocol/xml-document.js';
import { TestLabs } from './acceptance/labs.js';
import { noXmllint, xmlErrors } from './acceptance/tools.js';
import { madeTransaction } from './acceptance/transactions.js';
import { ask, call, closeAgents, ewsTarget, writeRaw } from './acceptance/wire.js';

// Failed request traces: the frame in IIS's events, the judgement in the lab's own.

const labs = new TestLabs('failed-request-trace');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const get = (path: string) => fetch(`${lab.control.url}/api/transactions/${path}`);
const eventOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((one) => one.name === name);
const dataOf = (event: XmlElement) =>
  Object.fromEntries(
    eventOf(event, 'EventData')?.children.map(({ attributes, text }) => [attributes.Name, text]) ?? [],
  );
const opcodeOf = (event: XmlElement) => {
  const rendering = eventOf(event, 'RenderingInfo');
  return rendering && eventOf(rendering, 'Opcode')?.text;
};

async function refusedRequest(): Promise<string> {
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'hybrid.msxfaq.de' });
  return (await ask(lab, token)).header('request-id') ?? '';
}

t.test('the trace of a refused token', async (t) => {
  const answer = await get(`${await refusedRequest()}/failed-request-trace`);
  t.match(answer.headers.get('content-type'), 'application/xml');
  const text = await answer.text();
  t.match(
    text,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<\?xml-stylesheet type='text\/xsl' href='freb\.xsl'\?>\n<!-- saved from url=\(0014\)about:internet -->\n<failedRequest /,
  );
  const root = parseXml(text);
  await t.test('has the attributes of a real file', async (t) => {
    t.match(root.attributes, {
      url: `https://owa.msxfaq.de:443${ewsTarget}`,
      siteId: '1',
      appPoolId: 'MSExchangeServicesAppPool',
      verb: 'POST',
      authenticationType: 'anonymous',
      failureReason: 'STATUS_CODE',
      statusCode: '401',
      triggerStatusCode: '401',
    });
    t.match(root.attributes.activityId, /^\{[0-9A-F-]{36}\}$/);
  });
  await t.test('has the confirmed events as its frame, and the lab’s own between', async (t) => {
    const opcodes = root.children.map(opcodeOf);
    t.same(opcodes.slice(0, 2), ['GENERAL_REQUEST_START', 'GENERAL_REQUEST_HEADERS']);
    t.same(opcodes.slice(-3), ['MODULE_SET_RESPONSE_ERROR_STATUS', 'GENERAL_RESPONSE_HEADERS', 'GENERAL_REQUEST_END']);
    const steps = root.children.filter((event) => opcodeOf(event) === 'JUDGEMENT_STEP');
    t.ok(steps.length > 3);
    const provider = (event: XmlElement | undefined) => {
      const system = event && eventOf(event, 'System');
      return system && eventOf(system, 'Provider')?.attributes.Name;
    };
    t.ok(steps.every((event) => provider(event) === 'exchange-oauth-lab'));
    t.equal(provider(root.children[0]), 'WWW Server');
    t.match(
      steps.map(dataOf).find(({ Verdict }) => Verdict === 'failed'),
      { Step: 'audience' },
    );
    t.match(dataOf(root.children.at(-3) as XmlElement), {
      ModuleName: 'OAuthAuthModule',
      Notification: 'AUTHENTICATE_REQUEST',
      HttpStatus: '401',
      HttpReason: 'Unauthorized',
      HttpSubStatus: '0',
      ConfigExceptionInfo: '',
    });
  });
  await t.test('has no signature, but with reveal', async (t) => {
    const id = root.attributes.activityId?.slice(1, -1).toLowerCase() ?? '';
    const token = lab.journal.find(id)?.token ?? '';
    t.ok(token.length > 500);
    t.notMatch(text, token);
    t.match(await (await get(`${id}/failed-request-trace?reveal=1`)).text(), token);
  });
});

t.test('xmllint finds every trace well-formed', { skip: noXmllint }, async (t) => {
  await call(lab, {
    headers: [
      ['Authorization', 'Bearer'],
      ['X-Odd', '<&"\u00e4]]>'],
    ],
    target: '/ews/%00<b>?q=%1f&x="',
  });
  await call(lab, { headers: [['Authorization', 'Negotiate']] });
  await call(lab, { target: '/nothing' });
  const directory = t.testdir({});
  const traces = lab.journal.list().map((transaction) => failedRequestTrace(transaction));
  t.ok(traces.length > 3);
  for (const [index, trace] of traces.entries()) {
    const file = join(directory, `${index}.xml`);
    writeFileSync(file, trace);
    t.equal(await xmlErrors(file), '', `${index}`);
  }
});

t.test('whatever a client sends, the trace can be read and the page has no markup of his', async (t) => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (target, name, value) => {
      const markup = '<script>alert(1)</script><img src=x>';
      const transaction = madeTransaction({
        steps: [{ name: value, verdict: 'failed', detail: markup }],
        request: { target: `/ews/${target}${markup}`, headers: [[name, markup + value]], authority: markup },
      });
      parseXml(failedRequestTrace(transaction));
      return !/<(?:script|img)/.test(failedRequestTraceHtml(transaction));
    }),
    { numRuns: 200 },
  );
  t.pass();
});

t.test('the page needs no script and no style', async (t) => {
  const answer = await get(`${await refusedRequest()}/failed-request-trace?format=html`);
  t.match(answer.headers.get('content-type'), 'text/html');
  t.equal(answer.headers.get('content-security-policy'), "default-src 'none'");
  const page = await answer.text();
  t.notMatch(page, /<script|<style|style=|<link|<img|\son\w+=/i);
  for (const word of [
    'MODULE_SET_RESPONSE_ERROR_STATUS',
    'OAuthAuthModule',
    'audience',
    'Warning',
    'exchange-oauth-lab',
  ]) {
    t.match(page, word);
  }
});

t.test('a transaction is found by the activity id as its trace has it', async (t) => {
  const id = await refusedRequest();
  const { activityId = '' } = parseXml(await (await get(`${id}/failed-request-trace`)).text()).attributes;
  t.equal(activityId, `{${id.toUpperCase()}}`);
  for (const pasted of [activityId, id.toUpperCase()]) {
    t.match(await (await get(encodeURIComponent(pasted))).json(), { id });
  }
});

t.test('a token does not make the page miles wide, and can be copied as it is', async (t) => {
  const page = await (await get(`${await refusedRequest()}/failed-request-trace?format=html`)).text();
  const [, bearer = ''] = /Authorization: (.*?)<br>/.exec(page) ?? [];
  t.ok(bearer.split(/<wbr>|\s/).every((piece) => piece.length <= 80));
  const { headers } = lab.journal.list().at(-1)?.request ?? { headers: [] };
  const [, sent = ''] = headers.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  const copied = bearer.replaceAll('<wbr>', '');
  t.ok(copied.length > 1000);
  t.equal(copied.slice(0, 400), sent.slice(0, 400));
  t.match(page, /<dt>Headers<\/dt><dd>host: owa\.msxfaq\.de<br>/i, 'a header in a line');
  t.notMatch(page, '<pre');
});

t.test('where nothing was logged, the API says why', async (t) => {
  await writeRaw(lab, `GET ${ewsTarget} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`);
  const refused = lab.journal.list({ limit: 1 })[0]?.id ?? '';
  const iis = await get(`${refused}/iis-log`);
  t.equal(iis.status, 404);
  t.match(await iis.text(), /http\.sys answered this request itself/);
  t.match(
    await (await get(`${refused}/http-error-log?header=1`)).text(),
    /^#Software: Microsoft HTTP API 2\.0\n[\s\S]* 400 - Hostname -\n$/,
  );
  const id = await refusedRequest();
  t.match(
    await (await get(`${id}/iis-log?header=1`)).text(),
    /^#Software: Microsoft Internet Information Services 10\.0\n#Version[^\n]*\n#Date[^\n]*\n#Fields[^\n]*\n[^\n]* 401 [^\n]*\n$/,
  );
  t.equal((await get(`${id}/ews-log`)).status, 404);
  t.match(await (await get(`${id}/http-proxy-log`)).text(), /OAuthError=/);
  t.equal((await get(`${id}/http-error-log`)).status, 404);
  t.equal((await get(`${id}/iis-log?header=yes`)).status, 400);
  t.equal((await get('nothing/failed-request-trace')).status, 404);
  t.equal(lab.transactions.log(id, 'iis-log')?.split('\n').length, 2);
  t.match(lab.transactions.failedRequestTrace(id, { format: 'html' }), /^<!DOCTYPE html>/);
});

t.test('GET /api/logs lists the files, and gives one of them', async (t) => {
  const id = await refusedRequest();
  const logs = `${lab.control.url}/api/logs`;
  const files = (await (await fetch(logs)).json()) as { path: string; bytes: number; modified: string }[];
  const front = files.find(({ path }) => path.includes('LogFiles/W3SVC1/u_ex'));
  t.match(front, { bytes: Number, modified: /^\d{4}-/ });
  const file = await fetch(`${logs}/${front?.path}`);
  t.match(file.headers.get('content-type'), 'text/plain');
  t.match(await file.text(), `cafeReqId=${id};`);
  for (const path of ['../state.json', '..%2fstate.json', '%2e%2e/state.json', 'nothing.log', '']) {
    t.equal((await fetch(`${logs}/${path}`)).status, 404, path);
  }
});

t.test('on disk: the newest fifty of the failures, numbered on over restarts', async (t) => {
  const root = t.testdir({});
  const directory = join(root, 'inetpub/logs/FailedReqLogFiles/W3SVC1');
  const write = async (count: number) => {
    const files = new FailedRequestFiles(root, {});
    for (let index = 0; index < count; index += 1) files.add(madeTransaction());
    files.add(madeTransaction({ response: { status: 200 } }));
    await files.write();
  };
  await write(2);
  t.same(readdirSync(directory).toSorted(), ['fr000001.xml', 'fr000002.xml']);
  await write(1);
  t.same(readdirSync(directory).toSorted(), ['fr000001.xml', 'fr000002.xml', 'fr000003.xml']);
  await write(170);
  const names = readdirSync(directory).toSorted();
  t.equal(names.length, 50);
  t.same([names[0], names.at(-1)], ['fr000124.xml', 'fr000173.xml']);
  t.equal(parseXml(readFileSync(join(directory, 'fr000173.xml'), 'utf8')).name, 'failedRequest');
});

t.test('two labs in one directory do not take each other’s pieces away', async (t) => {
  const root = t.testdir({});
  const both = [new FailedRequestFiles(root, {}), new FailedRequestFiles(root, {})];
  for (let round = 0; round < 20; round += 1) {
    for (const files of both) for (let index = 0; index < 5; index += 1) files.add(madeTransaction());
    await Promise.all(both.map((files) => files.write()));
  }
  const names = readdirSync(join(root, 'inetpub/logs/FailedReqLogFiles/W3SVC1'));
  t.ok(names.length >= 50);
  t.ok(names.every((name) => /^fr\d{6}\.xml$/.test(name)));
});

t.test('what the disk refuses leaves nothing half-written behind', async (t) => {
  const root = t.testdir({});
  const directory = join(root, 'inetpub/logs/FailedReqLogFiles/W3SVC1');
  const files = new FailedRequestFiles(root, {});
  files.add(madeTransaction());
  await files.write();
  mkdirSync(join(directory, 'fr000002.xml', 'in the way'), { recursive: true });
  files.add(madeTransaction());
  await t.rejects(files.write());
  t.same(readdirSync(directory).toSorted(), ['fr000001.xml', 'fr000002.xml'], 'no .tmp');
  files.add(madeTransaction());
  await files.write();
  t.same(readdirSync(directory).toSorted(), ['fr000001.xml', 'fr000002.xml', 'fr000003.xml']);
});
