import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { analyzeLogs } from '../src/evidence/log-analysis/analyze-logs.js';
import { findLogs } from '../src/evidence/log-reading/find-logs.js';
import type { LogRecord } from '../src/evidence/log-reading/log-record.js';
import { fileSource } from '../src/evidence/log-reading/log-source.js';
import { readLogs } from '../src/evidence/log-reading/read-logs.js';
import type { Transaction } from '../src/evidence/transaction.js';
import { headerValue } from '../src/protocol/wire.js';
import { TestLabs } from './acceptance/labs.js';

// The lab's own logs read back to the transactions they came from: the reader and the writer check each other.

const labs = new TestLabs('analyze-lab-logs');
t.teardown(() => labs.close());

const usual = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };

/** A mix of calls and failures; the transactions on-premises, and where the logs are. */
async function mixedLab(name: string, logTokens: boolean) {
  const lab = await labs.start(name, { logTokens });
  await lab.testOAuthConnectivity(usual);
  await lab.testOAuthConnectivity({ ...usual, Service: 'AutoD', AppOnly: true });
  await lab.testOAuthConnectivity({
    Service: 'EWS',
    TargetUri: 'https://outlook.office365.com',
    Mailbox: 'user2@msxfaq.de',
  });
  for (const id of ['host-rewritten', 'foreign-tenant', 'no-host-header']) await lab.scenario(id).run();
  const headers = { 'user-agent': 'AppleExchangeWebServices/818.0.1' };
  await fetch(`${lab.exchange.httpUrl}/ews/Exchange.asmx`, { method: 'POST', headers }); // no OAuth
  const transactions = lab.journal.list().filter(({ side }) => side === 'OnPremises');
  await lab.close();
  return { transactions, logs: join(labs.directory, name, 'logs') };
}

async function recordsOf(paths: readonly string[]): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  await readLogs(
    paths.map((path) => fileSource(path, 1)),
    {
      record: (record) => void records.push(record),
      problem: ({ line, what }) => t.fail(`line ${line}: ${what}`),
    },
  );
  return records;
}

const kinds = { none: 'none', other: 'other', empty: 'emptyBearer' } as const;

function authorizationOf({ request, token }: Transaction): string {
  const value = headerValue(request.headers, 'authorization')?.trim() ?? '';
  if (token !== undefined && token !== '') return 'token';
  if (value === '') return kinds.none;
  return /^bearer$/i.test(value) ? kinds.empty : kinds.other;
}

for (const logTokens of [false, true]) {
  const how = logTokens ? 'whole tokens' : 'tokens without signatures';
  t.test(`the lab’s logs with ${how} read back to its transactions`, async (t) => {
    const { transactions, logs } = await mixedLab(logTokens ? 'whole' : 'usual', logTokens);
    const folder = join(logs, 'inetpub', 'logs', 'LogFiles', 'W3SVC1');
    const records = await recordsOf(readdirSync(folder).map((name) => join(folder, name)));
    const oauth = transactions.filter((transaction) => /^(?:token|emptyBearer)$/.test(authorizationOf(transaction)));
    t.ok(oauth.length >= 16, `${oauth.length} requests`);
    const read = records.filter(({ authorization }) => /^(?:token|emptyBearer)$/.test(authorization?.kind ?? ''));
    t.same(
      read.map(
        ({
          cafeReqId,
          time,
          method,
          path,
          status,
          host,
          userAgent,
          forwardedFor,
          client,
          bytesSent,
          bytesReceived,
          authorization,
        }) => ({
          ...{ cafeReqId, time, method, path, status, host, userAgent, forwardedFor, client, bytesSent, bytesReceived },
          authorization: authorization?.kind,
        }),
      ),
      oauth.map((transaction) => ({
        cafeReqId: transaction.id,
        time: Math.floor(transaction.arrived / 1000) * 1000,
        method: transaction.request.method,
        path: transaction.request.target,
        status: transaction.response.status,
        host: transaction.request.authority,
        userAgent: headerValue(transaction.request.headers, 'user-agent'),
        forwardedFor: headerValue(transaction.request.headers, 'x-forwarded-for'),
        client: transaction.request.remoteAddress,
        bytesSent: transaction.response.bytes,
        bytesReceived: transaction.request.bytes,
        authorization: authorizationOf(transaction),
      })),
      'each request, in its order, field by field',
    );

    const { sources } = await findLogs([logs]);
    const { report } = await analyzeLogs(sources);
    const challenges = oauth.filter((transaction) => authorizationOf(transaction) === 'emptyBearer').length;
    const accepted = oauth.filter((transaction) => transaction.token && transaction.response.status === 200).length;
    const refused = oauth.filter(({ token, response, diagnostics }) => token && response.status === 401 && diagnostics);
    t.equal(challenges, accepted + refused.length, 'every challenge was answered');
    t.match(report.normal, { challenges, accepted, unanswered: 0 });
    t.same(report.problems, []);
    t.same(report.tokens, { read: accepted + refused.length, cut: 0, unreadable: 0 });
    const told = report.failures.map(({ cause, count }) => [cause, count]).toSorted();
    t.same(told, [
      ['host-header-missing', 1],
      ['host-rewritten', 1],
      ['tenant-not-trusted', 1],
    ]);
    t.equal(refused.length, 3);

    const iisAlone = await analyzeLogs((await findLogs([folder])).sources);
    t.match(iisAlone.report.normal, { challenges, accepted, backEnd: 0 });
    t.same(
      iisAlone.report.failures.map(({ count }) => count),
      [1, 1, 1],
      'without HttpProxy’s rows as well',
    );
    const proxyAlone = await analyzeLogs((await findLogs([join(logs, 'Logging', 'HttpProxy')])).sources);
    t.match(proxyAlone.report.normal, { challenges, accepted });
    t.same(proxyAlone.report.failures.length, 3, 'and with them alone');
    const backEnd = await analyzeLogs((await findLogs([join(logs, 'inetpub', 'logs', 'LogFiles', 'W3SVC2')])).sources);
    t.match(backEnd.report, { normal: { accepted }, failures: [] }, 'the back end knows of those that were let in');
  });
}

t.test('the labs made no mistakes of their own', async (t) => t.same(labs.defects, []));
