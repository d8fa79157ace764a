import t from 'tap';
import { explain } from '../src/evidence/explain/explain.js';

const probe = (time: string, status: string, more = '') =>
  `2025-11-03 ${time} 10.0.0.1 POST /ews/exchange.asmx - 443 - 10.0.0.5 AMProbe/OAUTH/Exchange - ${status} 0 0 9${more}`;

t.test('what HTTP.sys refused is a failure of its own', async (t) => {
  const hostname = '2025-11-03 08:00:01 10.0.0.5 51234 10.0.0.1 443 HTTP/1.1 POST /ews/exchange.asmx 400 - Hostname -';
  t.match(explain(hostname), {
    verdict: 'failure',
    recognised: { kind: 'line of HTTPERR' },
    causes: [{ id: 'host-header-missing' }],
  });
  const offline =
    '2025-11-03 08:00:02 10.0.0.5 51235 10.0.0.1 443 HTTP/1.1 POST /ews/exchange.asmx 503 1 AppOffline MSExchangeServicesAppPool';
  t.match(explain(offline), { verdict: 'failure', causes: [{ id: 'ews-pool-crashes' }] });
  const idle = '2025-11-03 08:00:02 10.0.0.5 51235 10.0.0.1 443 - - - - - Timer_ConnectionIdle -';
  t.match(explain(idle), { verdict: 'normal' }, 'the daily work');
});

t.test('of two 401s in a row the second is a refusal', async (t) => {
  const pair = explain(`${probe('08:00:00', '401')}\n${probe('08:00:01', '401')}`);
  t.match(pair, { verdict: 'failure', recognised: { meaning: /second of its conversation/ } });
  t.ok(pair.causes.length > 1, 'which of them it was the log does not tell');
  t.match(explain(probe('08:00:00', '401')), { verdict: 'normal' }, 'one alone is the challenge');
  t.match(explain(`${probe('08:00:00', '401')}\n${probe('08:00:01', '200')}`), { verdict: 'normal' });
  t.match(explain(`${probe('08:00:00', '401')}\n${probe('10:00:01', '401')}`), { verdict: 'normal' }, 'hours apart');
});

t.test('a row of the HttpProxy log with a refusal in it is no first 401', async (t) => {
  const columns = [
    ...['2025-11-03T08:00:01.123Z', '903de4b2-4133-4d0e-9ae1-785211194944', '15', '2', '1544', '11', '', 'Ews'],
    ...['mail.contoso.com', '/EWS/Exchange.asmx', '', 'Bearer', 'false', '', '', '', 'AMProbe/OAUTH/Exchange'],
    ...['10.0.0.5', 'EX01', '401', '', '', 'POST', ...Array(43).fill('')],
    'OAuthError=The user specified by the user-context in the token does not exist.;OAuthErrorCategory=invalid_user;',
    ...['', '', '', '', '', 'CafeV1'],
  ];
  const found = explain(columns.join(','));
  t.match(found, { verdict: 'failure', causes: [{ id: 'user-not-found' }] });
  t.strictSame(
    found.others.filter(({ normal }) => normal),
    [],
  );
});

t.test('a line may come as a row of a table', async (t) => {
  const row = probe('08:00:01', '404').split(' ');
  const forms = [row.join(';'), row.map((cell) => `"${cell}"`).join(','), `| ${row.join(' | ')} |`, row.join('\t')];
  for (const text of forms) {
    t.match(explain(text), { recognised: { kind: 'line of an IIS log' }, causes: [{ id: 'not-exchange' }] }, text);
  }
});

t.test('sentences end with one full stop', async (t) => {
  const text = JSON.stringify(
    explain(
      `${probe('08:00:01', '401', ` 2000004;reason="The+tenant+for+tenant+guid+'contoso.com'+does+not+exist.";error_category="invalid_tenant"`)}`,
    ),
  );
  t.notMatch(text, /[a-zA-Z]\.\."/);
});
