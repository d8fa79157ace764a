import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import t from 'tap';
import { systemClock } from '../src/clock.js';
import type { Organization } from '../src/directory/organization.js';
import { seedTenantId as tenant } from '../src/directory/world.js';
import { iisLogHeader } from '../src/evidence/renderers/iis-log.js';
import { createSiteServer } from '../src/iis/server.js';
import type { Lab } from '../src/index.js';
import { systemRandom } from '../src/random.js';
import { askAutodiscover, autodiscoverEnvelope, usersAndSettings } from './acceptance/autodiscover.js';
import { TestLabs } from './acceptance/labs.js';
import { decodeClaims, decodeHeader } from './acceptance/token.js';
import { ask, call, closeAgents, ewsTarget, getFolder, owa, parseAnswer, writeRaw } from './acceptance/wire.js';

// Small manners of the servers that docs/fidelity.md lists and no other test has in its way.

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const ewsTypes = 'http://schemas.microsoft.com/exchange/services/2006/types';
const hidden = '00000002-0000-0ff1-ce00-200000000000';

const labs = new TestLabs('manners');
const lab = await labs.start('newer');
const [old, version2016, version2019, altered] = await Promise.all([
  labs.start('2013', { exchangeVersion: '2013' }),
  labs.start('2016', { exchangeVersion: '2016' }),
  labs.start('2019', { exchangeVersion: '2019' }),
  labs.start('altered', {}, withMoreAuthServers),
]);
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

function withMoreAuthServers(organization: Organization): Organization {
  const [acsServer, evoSts] = organization.authServers;
  if (!acsServer || !evoSts) throw new Error('The default organisation has changed.');
  const authServers = [
    acsServer,
    { ...acsServer, name: 'Hidden', guid: randomUUID(), realm: hidden },
    { ...acsServer, name: 'Bare', guid: randomUUID(), realm: 'bare.example', certificateStrings: ['AAAA'] },
    { ...evoSts, isDefaultAuthorizationEndpoint: true },
    { ...evoSts, name: 'EvoSts 2', guid: randomUUID(), isDefaultAuthorizationEndpoint: true },
  ];
  return { ...organization, authServers };
}

const emptyBearer = { headers: [['Authorization', 'Bearer']] } as const;
const user2 = (of: Lab = lab) => of.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;

t.test('Exchange 2013 shows its age in an empty Bearer’s answer', async (t) => {
  const answer = await call(old, emptyBearer);
  t.equal(answer.header('Server'), 'Microsoft-IIS/8.5');
  t.equal(answer.header('WWW-Authenticate'), `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant}"`);
});

t.test('who is not named in the challenge', async (t) => {
  const challenge = (await call(altered, emptyBearer)).header('WWW-Authenticate') ?? '';
  await t.test('an issuer of the realm that Exchange hides', async (t) => {
    t.match(challenge, `trusted_issuers="${acs}@${tenant}"`);
    t.notMatch(challenge, hidden);
  });
  await t.test('an issuer without a certificate that can be read, whose tokens are of nobody', async (t) => {
    t.notMatch(challenge, 'bare.example');
    const iss = `${acs}@bare.example`;
    const answer = await ask(altered, altered.tokens.issue({ kind: 'appOnly', claims: { iss } }).token);
    t.match(
      answer.header('x-ms-diagnostics'),
      `2000009;reason="The issuer of the token is unknown. Issuer was '${iss}'.`,
    );
  });
  await t.test('an authorization endpoint, when two are the default', async (t) => {
    t.notMatch(challenge, 'authorization_uri');
  });
});

/** What the last request of a test carried, as the target read it. */
async function sent(Service: 'EWS', TargetUri: string, Mailbox: string) {
  const { ResultType, transactionIds } = await lab.testOAuthConnectivity({ Service, TargetUri, Mailbox });
  t.equal(ResultType, 'Success');
  return lab.transactions.get(transactionIds.at(-1) ?? '')?.decodedToken;
}

t.test('what the lab’s tokens hold', async (t) => {
  const made = (kind: 'selfIssued' | 'hma' | 'callback') => {
    const { token } = lab.tokens.issue({ kind, mailbox: 'user2@msxfaq.de' });
    const claims = decodeClaims(token);
    return { header: decodeHeader(token), claims, seconds: Number(claims.exp) - Number(claims.nbf) };
  };
  await t.test('the actor token of ACS', async (t) => {
    const actor = (await sent('EWS', 'https://hybrid.msxfaq.de', 'user1@msxfaq.de'))?.actorToken;
    const claims = actor?.claims ?? {};
    t.same(
      Object.keys(claims).toSorted(),
      'aud exp iat identityprovider iss nameid nbf oid sub trustedfordelegation xms_spcu'.split(' ').toSorted(),
    );
    t.match(claims, {
      aud: `${exchange}/hybrid.msxfaq.de@${tenant}`,
      iss: `${acs}@${tenant}`,
      identityprovider: `${acs}@${tenant}`,
      nameid: `${exchange}@${tenant}`,
      trustedfordelegation: 'true',
      xms_spcu: 'true',
    });
    t.same([Number(claims.iat) - Number(claims.nbf), Number(claims.exp) - Number(claims.nbf)], [300, 86_700]);
    t.match(actor?.header, { typ: 'JWT', alg: 'RS256', x5t: /^[\w-]{27}$/, kid: actor?.header?.x5t });
  });
  await t.test('a token that Exchange signs for itself', async (t) => {
    const { header, claims, seconds } = made('selfIssued');
    t.same(Object.keys(header), ['typ', 'alg', 'x5t']);
    const self = `${exchange}@msxfaq.de`;
    t.match(claims, { iss: self, nameid: self, aud: `${exchange}/${owa}@msxfaq.de`, trustedfordelegation: 'true' });
    t.equal(Object.keys(claims).length, 6);
    t.equal(seconds, 24 * 3600);
  });
  await t.test('a token of Hybrid Modern Authentication', async (t) => {
    t.match(made('hma').claims, {
      ver: '1.0',
      aud: `https://${owa}/`,
      iss: `https://sts.windows.net/${tenant}/`,
      tid: tenant,
      scp: 'user_impersonation',
      appid: '27922004-5251-4030-b22d-91ecd9a37ea4',
      upn: 'user2@msxfaq.de',
    });
  });
  await t.test('a callback token', async (t) => {
    const { claims, seconds } = made('callback');
    t.equal(claims.iss, `${exchange}@${owa}`);
    t.match(JSON.parse(String(claims.appctx)), {
      msexchuid: /^[0-9a-f-]{36}$/,
      version: 'ExIdTok.V1',
      amurl: `https://${owa}:443/autodiscover/metadata/json/1`,
    });
    t.equal(seconds, 8 * 3600);
  });
});

t.test('who asks on-premises is named by his SID', async (t) => {
  const token = await sent('EWS', 'https://outlook.office365.com', 'user2@msxfaq.de');
  t.match(token?.claims, { nameid: /^S-1-5-21-/, nii: 'urn:office:idp:activedirectory', upn: 'user2@msxfaq.de' });
});

/** A request to the cloud, by one of its names. */
function askCloud(host: string, path: string, options: { headers?: Record<string, string>; body?: string } = {}) {
  const { body, headers = {} } = options;
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise<{ readonly headers: IncomingHttpHeaders; readonly text: string }>((done, fail) => {
    const outgoing = request(
      new URL(path, lab.cloud.url),
      { method, headers: { Host: host, ...headers }, ca: lab.ca, servername: host },
      (answer) => textOf(answer).then((text) => done({ headers: answer.headers, text }), fail),
    );
    outgoing.on('error', fail).end(body);
  });
}

t.test('what the cloud says of itself', async (t) => {
  const host = 'accounts.accesscontrol.windows.net';
  const document = await askCloud(host, `/${tenant}/metadata/json/1`);
  await t.test('the metadata document of ACS', async (t) => {
    const location = `https://${host}/${tenant}/tokens/OAuth/2`;
    t.same(JSON.parse(document.text).endpoints, [
      { location, protocol: 'OAuth2', usage: 'issuance' },
      { location, protocol: 'DelegationIssuance1.0', usage: 'issuance' },
    ]);
  });
  await t.test('the token service', async (t) => {
    t.match(document.headers, {
      'cache-control': 'no-cache, no-store',
      'content-type': 'application/json; charset=utf-8',
      server: 'Microsoft-IIS/10.0',
    });
  });
  await t.test('Exchange Online', async (t) => {
    const target = 'outlook.office365.com';
    const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', host: target });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/xml' };
    const answer = await askCloud(target, ewsTarget, { headers, body: getFolder() });
    t.match(answer.headers, { 'x-feserver': 'FR2P281CA0001', server: 'Microsoft-IIS/10.0' });
    t.match(
      answer.text,
      'MajorVersion="15" MinorVersion="20" MajorBuildNumber="0" MinorBuildNumber="0" Version="V2018_01_08"',
    );
  });
});

t.test('each version names its build', async (t) => {
  const rows = [
    ['2013', old, [0, 1497, 2], 'V2_23'],
    ['2016', version2016, [1, 2507, 57], 'V2017_07_11'],
    ['2019', version2019, [2, 1544, 11], 'V2017_07_11'],
    ['SE', lab, [2, 2562, 17], 'V2017_07_11'],
  ] as const;
  for (const [name, of, [minor, build, revision], schema] of rows) {
    await t.test(name, async (t) => {
      const { body } = await ask(of, user2(of));
      t.match(
        body,
        `<s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="${minor}" MajorBuildNumber="${build}" MinorBuildNumber="${revision}" Version="${schema}" xmlns:h="${ewsTypes}"`,
      );
    });
  }
});

t.test('a request that names no version is answered', async (t) => {
  const body = getFolder().replace('<t:RequestServerVersion Version="Exchange2012"/>', '');
  t.match((await ask(lab, user2(), { body })).body, '<m:ResponseCode>NoError</m:ResponseCode>');
});

t.test('a fault says where the request is wrong', async (t) => {
  const body = getFolder().replace(/<m:GetFolder>.*<\/m:GetFolder>/, '\n<m:GetFolder/>');
  const answer = await ask(lab, user2(), { body });
  const violation =
    "The element 'GetFolder' in namespace 'http://schemas.microsoft.com/exchange/services/2006/messages' has incomplete content. List of possible elements expected: 'FolderShape' in namespace 'http://schemas.microsoft.com/exchange/services/2006/messages'.";
  const errors = 'http://schemas.microsoft.com/exchange/services/2006/errors';
  t.equal(answer.status, 500);
  t.notMatch(answer.body, 's:Header');
  t.match(
    answer.body.replaceAll('&apos;', "'"),
    [
      `<s:Body><s:Fault><faultcode xmlns:a="${ewsTypes}">a:ErrorSchemaValidation</faultcode>`,
      `<faultstring xml:lang="en-US">The request failed schema validation: ${violation}</faultstring>`,
      `<detail><e:ResponseCode xmlns:e="${errors}">ErrorSchemaValidation</e:ResponseCode>`,
      `<e:Message xmlns:e="${errors}">The request failed schema validation.</e:Message>`,
      `<t:MessageXml xmlns:t="${ewsTypes}"><t:LineNumber>2</t:LineNumber><t:LinePosition>`,
    ].join(''),
  );
  t.match(answer.body.replaceAll('&apos;', "'"), `<t:Violation>${violation}</t:Violation></t:MessageXml></detail>`);
});

t.test('a folder that is not there is an error in an answer of 200', async (t) => {
  const id = '<t:DistinguishedFolderId Id="publicfoldersroot"/>';
  const answer = await ask(lab, user2(), { body: getFolder('Default', id) });
  t.equal(answer.status, 200);
  t.match(
    answer.body,
    '<m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>The specified folder could not be found in the store.</m:MessageText><m:ResponseCode>ErrorFolderNotFound</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/></m:GetFolderResponseMessage>',
  );
});

t.test('Autodiscover says what it lacks, of users and of settings', async (t) => {
  const asked = usersAndSettings(['nobody@msxfaq.de', 'user2@msxfaq.de'], ['Moon']);
  const { body } = await askAutodiscover(lab, user2(), autodiscoverEnvelope('GetUserSettings', asked));
  const words = body.replaceAll('&apos;', "'");
  t.match(
    words,
    /:Action [^>]+>http:\/\/schemas\.microsoft\.com\/exchange\/2010\/Autodiscover\/Autodiscover\/GetUserSettingsResponse</,
  );
  t.match(
    words,
    '<h:MajorBuildNumber>2562</h:MajorBuildNumber><h:MinorBuildNumber>17</h:MinorBuildNumber><h:Version>Exchange2015</h:Version>',
  );
  t.match(words, "<ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Invalid user: 'nobody@msxfaq.de'</ErrorMessage>");
  t.match(
    words,
    "<ErrorCode>SettingIsNotAvailable</ErrorCode><ErrorMessage>User setting 'Moon' is not available. </ErrorMessage>",
  );
});

t.test('what is not built yet says so', async (t) => {
  const ews = await ask(lab, user2(), { body: getFolder().replaceAll('m:GetFolder>', 'm:PlayOnPhone>') });
  t.match(ews.body, 'The request is invalid. [lab] The operation PlayOnPhone is not built yet.');
});

t.test('a body that is too large gets IIS’s 413', async (t) => {
  const head = [
    'Host: owa.msxfaq.de',
    `Authorization: Bearer ${user2()}`,
    'Content-Type: text/xml',
    'Content-Length: 5000000',
  ];
  const text = await writeRaw(lab, `POST ${ewsTarget} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`, {
    enough: (read) => read.includes('</html>'),
  });
  const answer = parseAnswer(text);
  t.equal(answer.status, 413);
  t.match(answer.body, '<h2>413 - Request entity too large.</h2>');
  t.match(answer.header('Server'), 'Microsoft-IIS/10.0');
});

t.test('a request has 120 seconds to be complete', async (t) => {
  const app = createSiteServer({
    site: {
      side: 'OnPremises',
      server: 'EX01',
      serverHeader: () => '',
      missingHost: 'judge',
      publicPorts: [],
      receive: () => ({ response: { status: 200, headers: [], body: '' } }),
    },
    clock: systemClock,
    random: systemRandom,
    record: () => undefined,
    onDefect: (error) => labs.defects.push(error),
  });
  t.equal(app.server.requestTimeout, 120_000, 'Node ends the connection then; nobody wants to wait for it here');
  await app.close();
});

t.test('the line of the IIS log', async (t) => {
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'hybrid.msxfaq.de' });
  const answer = await ask(lab, token, {
    target: `${ewsTarget}?a=b c`.replace(' ', '%20'),
    headers: [
      ['User-Agent', 'AMProbe/OAUTH/Exchange and more'],
      ['X-Forwarded-For', '40.99.157.189'],
    ],
  });
  const id = answer.header('request-id') ?? '';
  const line = await (await fetch(`${lab.control.url}/api/transactions/${id}/iis-log`)).text();
  await t.test('of a refusal, field by field', async (t) => {
    const fields = line.trimEnd().split(' ');
    t.equal(fields.length, iisLogHeader(0).split('\n').at(-1)?.split(' ').slice(1).length);
    t.match(`${fields[0]} ${fields[1]}`, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    t.same(fields.slice(3, 8), ['POST', ewsTarget, `a=b%20c&CorrelationID=<empty>;&cafeReqId=${id};`, '443', '-']);
    t.same(fields.slice(9, 14), ['AMProbe/OAUTH/Exchange+and+more', '-', '401', '0', '0']);
    t.equal(fields[17], owa);
    t.ok(
      fields.slice(14, 17).every((number) => /^\d+$/.test(number)),
      'sc-bytes, cs-bytes, time-taken',
    );
    t.match(fields[18], /^Bearer\+eyJ/);
    t.notMatch(
      fields[18],
      token.split('.').at(1)?.slice(-40) ?? '',
      'the actor token and its signature are not there whole',
    );
    t.equal(fields[19], '40.99.157.189');
  });
  await t.test('the directives above it', async (t) => {
    t.equal(
      iisLogHeader(Date.UTC(2026, 10, 23, 12)),
      [
        '#Software: Microsoft Internet Information Services 10.0',
        '#Version: 1.0',
        '#Date: 2026-11-23 12:00:00',
        '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken cs-host Request-Authorization X-Forwarded-For',
      ].join('\n'),
    );
  });
});
