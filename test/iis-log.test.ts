import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { cutSignature } from '../src/evidence/cut-signature.js';
import { decodeToken, withoutSignature } from '../src/evidence/decoded-token.js';
import { loggedRequest } from '../src/evidence/logged-request.js';
import { backEndLine, frontEndLine, iisLogHeader } from '../src/evidence/renderers/iis-log.js';
import { w3cField } from '../src/evidence/renderers/w3c.js';
import type { Lab } from '../src/index.js';
import { TestLabs } from './acceptance/labs.js';
import { tokenWithSignature } from './acceptance/token.js';
import { missing } from './acceptance/tools.js';
import { madeTransaction } from './acceptance/transactions.js';
import { ask, call, closeAgents, ewsTarget, writeRaw } from './acceptance/wire.js';

// The lines of IIS, in shape and encoding those of real servers, and what GoAccess makes of them.

const run = promisify(execFile);
const labs = new TestLabs('iis-log');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const plain = (transaction: Parameters<typeof loggedRequest>[0]) => loggedRequest(transaction, { reveal: true });
const backEnd = [['X-BEServer', 'EX01']] as const;

/** Fields of a line by the name that the directive gives them. */
function named(line: string, header = iisLogHeader(0)): Readonly<Record<string, string>> {
  const names = header.split('\n').at(-1)?.split(' ').slice(1) ?? [];
  const values = line.split(' ');
  if (names.length !== values.length) throw new Error(`${values.length} values for ${names.length} fields: ${line}`);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

t.test('real lines come out as they stand in real logs', async (t) => {
  const autodiscover = madeTransaction({
    id: '287f6ba3-1111-4222-8333-444455556666',
    request: {
      target: '/autodiscover/autodiscover.svc/WSSecurity',
      headers: [['User-Agent', 'TestOrganizationRelationship/1.1']],
    },
    response: { timeTakenMs: 106 },
  });
  t.equal(
    frontEndLine(plain(autodiscover), 'default'),
    '2020-10-01 11:45:23 192.168.70.2 POST /autodiscover/autodiscover.svc/WSSecurity &CorrelationID=<empty>;&cafeReqId=287f6ba3-1111-4222-8333-444455556666; 443 - 52.97.244.45 TestOrganizationRelationship/1.1 - 401 0 0 106',
    'facts/oauth-outbound-admin §5.1, the first line',
  );
  const windows = madeTransaction({
    arrived: Date.UTC(2015, 5, 8, 4, 16, 29),
    iis: { userName: 'domain\\serviceaccount' },
    request: {
      target: '/EWS/Exchange.asmx',
      localAddress: '10.152.152.166',
      headers: [['User-Agent', 'ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000']],
    },
    response: { status: 403, headers: backEnd, timeTakenMs: 233 },
  });
  t.equal(
    backEndLine(plain(windows), 'default'),
    '2015-06-08 04:16:29 10.152.152.166 POST /EWS/Exchange.asmx - 444 domain\\serviceaccount 10.152.152.166 ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000 - 403 0 0 233',
    'the line of the back end',
  );
  const firstLeg = madeTransaction({
    iis: { subStatus: 1, win32Status: 0x8009030e },
    request: {
      remoteAddress: '172.20.1.1',
      target: '/EWS/Exchange.asmx',
      headers: [['User-Agent', 'AppleExchangeWebServices/818.0.1']],
    },
    response: { timeTakenMs: 5 },
  });
  t.match(
    frontEndLine(plain(firstLeg), 'default'),
    / 443 - 172\.20\.1\.1 AppleExchangeWebServices\/818\.0\.1 - 401 1 2148074254 5$/,
    'the first leg of NTLM',
  );
});

t.test('the line of the seed page, field by field', async (t) => {
  const token = 'eyJuYW1lIjoidG9rZW4ifQ.eyJuYW1lIjoiY2xhaW1zIn0.';
  const line = frontEndLine(
    plain(
      madeTransaction({
        id: '903de4b2-4133-4d0e-9ae1-785211194944',
        token,
        request: {
          localAddress: '192.168.100.33',
          remoteAddress: '192.168.100.5',
          headers: [
            ['User-Agent', 'AMProbe/OAUTH/Exchange'],
            ['Authorization', `Bearer ${token}`],
            ['X-Forwarded-For', '40.99.157.189'],
          ],
        },
        response: { status: 200 },
      }),
    ),
  );
  t.match(named(line), {
    's-ip': '192.168.100.33',
    'cs-method': 'POST',
    'cs-uri-stem': '/ews/Exchange.asmx',
    'cs-uri-query': '&CorrelationID=<empty>;&cafeReqId=903de4b2-4133-4d0e-9ae1-785211194944;',
    'c-ip': '192.168.100.5',
    'cs-host': 'owa.msxfaq.de',
    'cs(User-Agent)': 'AMProbe/OAUTH/Exchange',
    'cs(Referer)': '-',
    'sc-status': '200',
    'sc-substatus': '0',
    'sc-win32-status': '0',
    'sc-bytes': '2340',
    'cs-bytes': '3703',
    'time-taken': '46',
    'Request-Authorization': `Bearer+${token}`,
    'X-Forwarded-For': '40.99.157.189',
  });
});

t.test('the encoding of fields', async (t) => {
  await t.test('blanks, tabs and control characters become +, and + stays; what is empty is -', async (t) => {
    t.equal(w3cField('Mozilla/5.0 (Windows NT 10.0)'), 'Mozilla/5.0+(Windows+NT+10.0)');
    t.equal(w3cField('a+b\tc\u0001d'), 'a+b+c+d');
    t.equal(w3cField(''), '-');
    t.equal(w3cField(undefined), '-');
    t.equal(w3cField('Müller'), 'Müller');
  });
  await t.test('whatever a field holds, it stays one field of one line', async (t) => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) =>
          !/[\s\u0085\u2028\u2029]/u.test(w3cField(text).replace(/[\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]/g, '')),
      ),
    );
    const line = frontEndLine(
      plain(madeTransaction({ request: { target: '/ews/x%0d%0a2020-10-01%20forged?a%0d=1', authority: 'a b' } })),
    );
    t.equal(line.split(/\r?\n/).length, 1);
    t.equal(named(line)['cs-uri-stem'], '/ews/x++2020-10-01+forged', 'the path is decoded, as http.sys hands it on');
    t.equal(named(line)['cs-uri-query']?.startsWith('a%0d=1&CorrelationID=<empty>;'), true, 'the query is not');
  });
  await t.test('custom fields are cut at 4096 characters', async (t) => {
    const long = `Bearer ${'a'.repeat(5000)}`;
    const line = frontEndLine(plain(madeTransaction({ request: { headers: [['Authorization', long]] } })));
    t.equal(named(line)['Request-Authorization']?.length, 4096);
  });
});

t.test('a signature is cut out as if the token were taken apart', async (t) => {
  const lab = await labs.start('tokens');
  for (const kind of ['actAsUser', 'appOnly', 'hma', 'selfIssued', 'callback'] as const) {
    const { token } = lab.tokens.issue({ kind });
    t.equal(cutSignature(token) === undefined, kind === 'callback', 'a callback token has JSON in its JSON: not cut');
    t.same(decodeToken(cutSignature(token) ?? withoutSignature(token)), decodeToken(withoutSignature(token)), kind);
  }
  const signature = 'c2VjcmV0c2VjcmV0c2VjcmV0';
  const inner = tokenWithSignature({ alg: 'RS256' }, { aud: 'x' }, signature);
  const claims = fc.dictionary(
    fc.string(),
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(inner), fc.constant(`see ${inner}, please`)),
  );
  fc.assert(
    fc.property(claims, (made) => {
      const cut = cutSignature(tokenWithSignature({ alg: 'RS256', typ: 'JWT' }, made, signature));
      if (cut === undefined) return true; // something out of the ordinary; then it is taken apart
      const [, payload = ''] = cut.split('.');
      return !cut.includes(signature) && !Buffer.from(payload, 'base64url').toString().includes(signature);
    }),
    { numRuns: 500 },
  );
});

/** Content of the one file of a log that is there. */
function fileOf(lab: { readonly name: string }, folder: string): readonly string[] {
  const directory = join(labs.directory, lab.name, 'logs', folder);
  const [name, ...more] = readdirSync(directory);
  if (name === undefined || more.length > 0) throw new Error(`There is not one file in ${folder}.`);
  const text = readFileSync(join(directory, name), 'utf8');
  if (!text.endsWith('\r\n')) throw new Error('The last line has no end.');
  return [name, ...text.trimEnd().split('\r\n')];
}

async function probe(lab: Lab): Promise<readonly string[]> {
  const result = await lab.testOAuthConnectivity({
    Service: 'EWS',
    TargetUri: 'https://hybrid.msxfaq.de',
    Mailbox: 'user1@msxfaq.de',
  });
  const all = result.transactionIds.filter(
    (id) => lab.journal.find(id)?.request.target.toLowerCase() === ewsTarget.toLowerCase(),
  );
  return all;
}

t.test('one call on disk: both requests at the front end, the accepted one at the back end', async (t) => {
  const lab = await labs.start('call');
  const [challenged = '', accepted = ''] = await probe(lab);
  await lab.close();
  const day = new Date(lab.journal.find(challenged)?.arrived ?? 0).toISOString().slice(2, 10).replaceAll('-', '');
  const [name, ...front] = fileOf({ name: 'call' }, 'inetpub/logs/LogFiles/W3SVC1');
  t.equal(name, `u_ex${day}_x.log`);
  t.match(front[0], '#Software: Microsoft Internet Information Services 10.0');
  const [first, second] = front.slice(4).map((line) => named(line));
  t.match(first, { 'sc-status': '401', 'Request-Authorization': 'Bearer', 'cs-host': 'hybrid.msxfaq.de' });
  t.match(second, { 'sc-status': '200', 's-port': '443', 'X-Forwarded-For': '40.99.157.189' });
  t.equal(first?.['cs-uri-query'], `&CorrelationID=<empty>;&cafeReqId=${challenged};`);
  t.equal(second?.['cs-uri-query'], `&CorrelationID=<empty>;&cafeReqId=${accepted};`);
  const logged = second?.['Request-Authorization']?.replace(/^Bearer\+/, '').replaceAll('+', ' ') ?? '';
  t.match(decodeToken(logged), {
    claims: { smtp: 'user1@msxfaq.de' },
    actorToken: { claims: { aud: /hybrid\.msxfaq\.de/ } },
  });
  const sent = lab.journal.find(accepted)?.token ?? '';
  const secret = Buffer.from(sent.split('.')[1] ?? '', 'base64url')
    .toString()
    .match(/"actortoken":"[^"]*\.([^".]*)"/)?.[1];
  t.ok(secret !== undefined && secret.length > 300);
  t.notMatch(Buffer.from(logged.split('.')[1] ?? '', 'base64url').toString(), secret, 'the signature is not on disk');
  const [, ...back] = fileOf({ name: 'call' }, 'inetpub/logs/LogFiles/W3SVC2');
  t.equal(back.length, 5, 'the refused request is not there');
  t.match(named(back[4] ?? ''), { 's-port': '444', 'cs-uri-query': '-', 'c-ip': '127.0.0.1', 'sc-status': '200' });
});

t.test('with logTokens the token stands there whole', async (t) => {
  const lab = await labs.start('whole', { logTokens: true });
  const [, accepted = ''] = await probe(lab);
  await lab.close();
  const [, ...front] = fileOf({ name: 'whole' }, 'inetpub/logs/LogFiles/W3SVC1');
  t.equal(named(front.at(-1) ?? '')['Request-Authorization'], `Bearer+${lab.journal.find(accepted)?.token}`);
});

t.test('a request that comes directly has no X-Forwarded-For', async (t) => {
  const lab = await labs.start('direct', { iisLogFields: 'all' });
  const answer = await call(lab);
  await lab.close();
  const line = fileOf({ name: 'direct' }, 'inetpub/logs/LogFiles/W3SVC1').at(-1) ?? '';
  t.match(named(line), { 'X-Forwarded-For': '-', 'sc-status': String(answer.status), 'Request-Authorization': '-' });
});

t.test('what http.sys refuses stands in HTTPERR, and nowhere else', async (t) => {
  const lab = await labs.start('httperr');
  await writeRaw(lab, `GET ${ewsTarget} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`);
  await call(lab, { host: 'owa.msxfaq.de' });
  const [refused] = lab.journal.list({ limit: 2 });
  await lab.close();
  const [name, ...lines] = fileOf({ name: 'httperr' }, 'System32/LogFiles/HTTPERR');
  t.equal(name, 'httperr1.log');
  t.equal(
    lines[3],
    '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename',
  );
  t.match(lines[4], new RegExp(` 127\\.0\\.0\\.1 443 HTTP/1\\.1 GET ${ewsTarget} - 400 - Hostname -$`));
  t.equal(lines.length, 5);
  t.notMatch(fileOf({ name: 'httperr' }, 'inetpub/logs/LogFiles/W3SVC1').join('\n'), refused?.id ?? 'nothing');
});

const noGoAccess = await missing('goaccess', ['--version']);

t.test('GoAccess reads the log of the front end', { skip: noGoAccess }, async (t) => {
  for (const fields of ['all', 'default'] as const) {
    const lab = await labs.start(`goaccess-${fields}`, { iisLogFields: fields });
    await probe(lab);
    await ask(lab, lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token);
    await call(lab, { target: '/ews/nothing here?a=%20b'.replace(' ', '%20'), headers: [['User-Agent', 'a "b" c']] });
    await lab.close();
    const directory = join(labs.directory, `goaccess-${fields}`, 'logs/inetpub/logs/LogFiles/W3SVC1');
    const [name = ''] = readdirSync(directory);
    const report = join(t.testdir({}), 'report.json');
    await run('goaccess', [
      join(directory, name),
      '--log-format=W3C',
      '--no-global-config',
      '--no-progress',
      '-o',
      report,
    ]);
    t.ok(existsSync(report));
    const { general, status_codes: codes } = JSON.parse(readFileSync(report, 'utf8'));
    t.match(general, { total_requests: 4, valid_requests: 4, failed_requests: 0 }, fields);
    const hits = Object.fromEntries(
      codes.data.map(({ data, hits }: { data: string; hits: { count: number } }) => [data.slice(0, 3), hits.count]),
    );
    t.same(hits, { '2xx': 2, '4xx': 2 }, fields);
  }
});
