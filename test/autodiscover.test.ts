import { join } from 'node:path';
import t from 'tap';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { autodiscoverElements } from '../src/ews-schema/vocabulary.js';
import { namespaces } from '../src/protocol/namespaces.js';
import { schemaDocument } from '../src/xsd/schema-document.js';
import {
  askAutodiscover,
  askPox,
  autodiscoverEnvelope,
  autodiscoverTarget,
  autodiscoverXmlTarget,
  usersAndSettings,
} from './acceptance/autodiscover.js';
import { TestLabs } from './acceptance/labs.js';
import { noXmllint, schemaViolations } from './acceptance/tools.js';
import { type Answer, ask, call, closeAgents } from './acceptance/wire.js';

// Autodiscover, SOAP and POX, on both sides of the hybrid.

const labs = new TestLabs('autodiscover');
const lab = await labs.start('hybrid');
const old = await labs.start('2013', { exchangeVersion: '2013' });
const lone = await labs.start('lone', {}, (organization) => ({
  ...organization,
  federationTrusts: [],
  webServicesVirtualDirectories: organization.webServicesVirtualDirectories.map((directory) => ({
    ...directory,
    externalUrl: '',
  })),
}));
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const user2 = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
const exoHost = 'outlook.office365.com';
const cloud = { url: lab.cloud.url, host: exoHost };
const user1 = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', host: exoHost }).token;

/** Every answer so far, for the schema. */
const answers: string[] = [];

async function soap(operation: string, content: string, of = { lab, token: user2, where: {} }): Promise<string> {
  const answer = await askAutodiscover(of.lab, of.token, autodiscoverEnvelope(operation, content), of.where);
  t.equal(answer.status, 200, answer.body);
  t.equal(answer.header('Content-Type'), 'text/xml; charset=utf-8');
  answers.push(answer.body);
  return plain(answer);
}

const inCloud = { lab, token: user1, where: cloud };
const plain = ({ body }: Answer) => body.replaceAll('&apos;', "'");
const settingIn = (body: string, name: string) => new RegExp(`<Name>${name}</Name><Value>([^<]*)<`).exec(body)?.[1];

t.test('GetUserSettings gives what the lab knows of a mailbox, and says what it does not', async (t) => {
  const names = [
    ...['UserDisplayName', 'UserDN', 'UserDeploymentId', 'AutoDiscoverSMTPAddress', 'CasVersion', 'MailboxVersion'],
    ...['InternalEwsUrl', 'ExternalEwsUrl', 'ExternalEwsVersion', 'EwsSupportedSchemas', 'InternalEcpUrl', 'MailboxDN'],
    ...['ActiveDirectoryServer', 'UserMSOnline', 'MobileMailboxPolicy', 'PublicFolderServer', 'Moon'],
  ];
  const body = await soap('GetUserSettings', usersAndSettings(['user2@msxfaq.de'], names));
  t.equal(settingIn(body, 'UserDisplayName'), 'user2');
  t.match(
    settingIn(body, 'UserDN'),
    /^\/o=[^/]+\/ou=Exchange Administrative Group \(FYDIBOHF23SPDLT\)\/cn=Recipients\/cn=/,
  );
  t.match(settingIn(body, 'UserDeploymentId'), /^[\da-f-]{36}$/);
  t.equal(settingIn(body, 'AutoDiscoverSMTPAddress'), 'user2@msxfaq.de');
  t.equal(settingIn(body, 'CasVersion'), '15.02.2562.017');
  t.equal(settingIn(body, 'ExternalEwsUrl'), 'https://owa.msxfaq.de/ews/Exchange.asmx');
  t.match(settingIn(body, 'EwsSupportedSchemas'), /^Exchange2007, .*Exchange2013_SP1$/);
  t.match(settingIn(body, 'InternalEcpUrl'), /^https:\/\/[^/]+\/ecp\/$/);
  t.match(settingIn(body, 'MailboxDN'), /cn=Servers\/cn=[\da-f-]{36}@msxfaq\.de\/cn=Microsoft Private MDB$/);
  t.equal(settingIn(body, 'ActiveDirectoryServer'), 'DC01.msxfaq.de');
  t.equal(settingIn(body, 'UserMSOnline'), 'False');
  for (const name of ['MobileMailboxPolicy', 'PublicFolderServer', 'Moon']) {
    t.match(
      body,
      `<UserSettingError><ErrorCode>SettingIsNotAvailable</ErrorCode><ErrorMessage>User setting '${name}' is not available. </ErrorMessage><SettingName>${name}</SettingName></UserSettingError>`,
    );
  }
  t.match(
    body,
    /<RedirectTarget xsi:nil="true"\/><UserSettingErrors>.*<UserSettings><UserSetting xsi:type="StringSetting">/,
  );
  const urls = await soap('GetUserSettings', usersAndSettings(['user2@msxfaq.de'], ['ExternalWebClientUrls']));
  t.match(urls, /xsi:type="WebClientUrlCollectionSetting">.*<Url>https:\/\/owa\.msxfaq\.de\/owa\/<\/Url>/);
});

t.test('a mailbox of the other side is asked for there, and found', async (t) => {
  const target = 'user1@msxfaq.mail.onmicrosoft.com';
  const here = await soap('GetUserSettings', usersAndSettings(['user1@msxfaq.de'], ['ExternalEwsUrl']));
  t.match(
    here,
    `<ErrorCode>RedirectAddress</ErrorCode><ErrorMessage>Redirection address.</ErrorMessage><RedirectTarget>${target}</RedirectTarget>`,
  );
  t.notMatch(here, '<UserSetting ');
  const there = await soap('GetUserSettings', usersAndSettings([target], ['ExternalEwsUrl', 'UserMSOnline']), inCloud);
  t.equal(settingIn(there, 'ExternalEwsUrl'), `https://${exoHost}/ews/Exchange.asmx`);
  t.equal(settingIn(there, 'UserMSOnline'), 'True');
  const back = await soap('GetUserSettings', usersAndSettings(['user2@msxfaq.de'], ['ExternalEwsUrl']), inCloud);
  t.match(back, '<ErrorCode>InvalidUser</ErrorCode>', 'nobody is sent back to where he asked');
});

t.test('each user has an answer of his own', async (t) => {
  const users = ['nobody@msxfaq.de', 'user2@MSXFAQ.de', 'user1@elsewhere.example', '@msxfaq.de', 'user2', ''];
  const body = await soap('GetUserSettings', usersAndSettings(users, ['UserDisplayName']));
  const codes = [...body.matchAll(/<UserResponse><ErrorCode>(\w+)</g)].map(([, code]) => code);
  t.strictSame(codes, ['InvalidUser', 'NoError', 'InvalidDomain', 'InvalidUser', 'InvalidUser', 'InvalidUser']);
  t.match(body, "<ErrorMessage>Invalid user: 'nobody@msxfaq.de'</ErrorMessage>");
});

t.test('a request that is no good as a whole has an error instead of answers', async (t) => {
  const whole = usersAndSettings(['user2@msxfaq.de'], ['UserDN']);
  const missing = 'The RequestedServerVersion header is missing or invalid.';
  for (const version of [null, '', 'V2015_10_05', 'Exchange2019']) {
    for (const operation of ['GetUserSettings', 'GetDomainSettings', 'GetOrganizationRelationshipSettings']) {
      const body = autodiscoverEnvelope(operation, operation === 'GetUserSettings' ? whole : '', { version });
      const answer = await askAutodiscover(lab, user2, body);
      t.equal(answer.status, 200);
      t.match(answer.body, `<ErrorCode>InvalidRequest</ErrorCode><ErrorMessage>${missing}</ErrorMessage>`);
      t.notMatch(answer.body, 'UserResponse');
      answers.push(answer.body);
    }
  }
  const empty: readonly (readonly [string, string])[] = [
    ['GetUserSettings', usersAndSettings([], ['UserDN'])],
    ['GetUserSettings', usersAndSettings(['user2@msxfaq.de'], [])],
    ['GetUserSettings', ''],
    ['GetDomainSettings', '<a:Domains/>'],
    ['GetDomainSettings', '<a:Domains><a:Domain>msxfaq.de</a:Domain></a:Domains>'],
    ['GetOrganizationRelationshipSettings', '<a:Domains/>'],
  ];
  for (const [operation, content] of empty) {
    t.match(await soap(operation, content), '<ErrorCode>InvalidRequest</ErrorCode><ErrorMessage>[lab] ', operation);
  }
});

t.test('the answer’s header names its action, what it relates to, and the server', async (t) => {
  const content = usersAndSettings(['user2@msxfaq.de'], ['UserDN']);
  const more =
    '<wsa:MessageID>urn:uuid:1</wsa:MessageID><wsa:To s:mustUnderstand="1">https://x/</wsa:To><wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>';
  const answer = await askAutodiscover(lab, user2, autodiscoverEnvelope('GetUserSettings', content, { more }));
  t.match(answer.body, `${namespaces.autodiscover}/Autodiscover/GetUserSettingsResponse</a:Action>`);
  t.match(answer.body, '>urn:uuid:1</a:RelatesTo>');
  t.match(answer.body, '<h:MajorVersion>15</h:MajorVersion><h:MinorVersion>2</h:MinorVersion>');
  t.match(answer.body, '<h:Version>Exchange2015</h:Version>');
  const token = old.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  const older = await askAutodiscover(old, token, autodiscoverEnvelope('GetUserSettings', content));
  t.match(older.body, '<h:Version>Exchange2013_SP1</h:Version>');
});

t.test('what no operation is asked with gets a SOAP fault, never a bare 500', async (t) => {
  const content = usersAndSettings(['user2@msxfaq.de'], ['UserDN']);
  const unknownHeader = '<x:Secret xmlns:x="urn:x" s:mustUnderstand="1"/>';
  const rows: readonly (readonly [title: string, body: string, code: string, words: string])[] = [
    ['an unknown operation', autodiscoverEnvelope('GetMoon', ''), 'a:ActionNotSupported', 'ContractFilter mismatch'],
    [
      'no action',
      autodiscoverEnvelope('GetUserSettings', content, { action: null }),
      'a:MessageAddressingHeaderRequired',
      'A required header representing a Message Addressing Property is not present',
    ],
    [
      'the action of another operation',
      autodiscoverEnvelope('GetDomainSettings', content, {
        action: `${namespaces.autodiscover}/Autodiscover/GetUserSettings`,
      }),
      's:Client',
      '[lab] The Action asks for GetUserSettings',
    ],
    [
      'a header that must be understood',
      autodiscoverEnvelope('GetUserSettings', content, { more: unknownHeader }),
      's:MustUnderstand',
      "The header 'Secret' from the namespace 'urn:x' was not understood by the recipient",
    ],
    [
      'users where settings belong',
      autodiscoverEnvelope('GetUserSettings', `${content}${content}`),
      's:Client',
      '[lab]',
    ],
    ['no SOAP', '<x/>', 's:Client', '[lab]'],
    ['a DTD', `<!DOCTYPE x>${autodiscoverEnvelope('GetUserSettings', content)}`, 's:Client', 'DTD is prohibited'],
  ];
  for (const [title, body, code, words] of rows) {
    const answer = await askAutodiscover(lab, user2, body);
    t.equal(answer.status, 500, title);
    t.match(answer.body, `>${code}</faultcode>`, title);
    t.match(plain(answer), words, title);
    t.equal(answer.header('Content-Type'), 'text/xml; charset=utf-8');
  }
  const nil = `${content}<a:RequestedVersion xsi:nil="true"/>`;
  t.match(await soap('GetUserSettings', nil), '<Name>UserDN</Name>', '.NET’s clients write what they have not as nil');
});

const domains = (...names: readonly string[]) =>
  `<a:Domains>${names.map((name) => `<a:Domain>${name}</a:Domain>`).join('')}</a:Domains>`;

t.test('GetDomainSettings tells where the web services of a domain are', async (t) => {
  const settings = ['ExternalEwsUrl', 'ExternalEwsVersion', 'Moon'].map((name) => `<a:Setting>${name}</a:Setting>`);
  const content = `${domains('MSXFAQ.de', 'elsewhere.example')}<a:RequestedSettings>${settings.join('')}</a:RequestedSettings>`;
  const body = await soap('GetDomainSettings', content);
  t.match(
    body,
    /<DomainSetting xsi:type="DomainStringSetting"><Name>ExternalEwsUrl<\/Name><Value>https:\/\/owa\.msxfaq\.de\/ews\/Exchange\.asmx</,
  );
  t.equal(settingIn(body, 'ExternalEwsVersion'), '15.02.2562.017');
  t.match(body, '<SettingName>Moon</SettingName>');
  t.match(body, '<DomainResponse><ErrorCode>InvalidDomain</ErrorCode>');
  const online = await soap('GetDomainSettings', content, inCloud);
  t.equal(settingIn(online, 'ExternalEwsUrl'), `https://${exoHost}/ews/Exchange.asmx`);
  const token = lone.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  const unpublished = await soap('GetDomainSettings', content, { lab: lone, token, where: {} });
  t.equal(settingIn(unpublished, 'ExternalEwsUrl'), undefined, 'no address, no setting');
  t.match(unpublished, '<SettingName>ExternalEwsUrl</SettingName>');
  const users = usersAndSettings(['user2@msxfaq.de'], ['ExternalEwsUrl', 'InternalEwsUrl']);
  const unpublishedUser = await soap('GetUserSettings', users, { lab: lone, token, where: {} });
  t.match(unpublishedUser, "User setting 'ExternalEwsUrl' is not available. ");
  t.match(settingIn(unpublishedUser, 'InternalEwsUrl'), /^https:/);
});

t.test('GetFederationInformation tells what delegated authentication needs', async (t) => {
  const asked = (domain: string) => `<a:Domain>${domain}</a:Domain>`;
  const anonymousOfVersion = autodiscoverEnvelope('GetFederationInformation', asked('msxfaq.de'), { version: null });
  const { body } = await askAutodiscover(lab, user2, anonymousOfVersion);
  answers.push(body);
  t.match(body, '<ErrorCode>NoError</ErrorCode>', 'its documented request names no version');
  t.notMatch(body, 'ServerVersionInfo');
  t.match(body, '<ApplicationUri>FYDIBOHF25SPDLT.msxfaq.de</ApplicationUri>');
  t.match(body, '<TokenIssuer><Uri>urn:federation:MicrosoftOnline</Uri><Endpoint>https://login.microsoftonline.com/');
  t.match(body, '<Domain>msxfaq.de</Domain><Domain>msxfaq.mail.onmicrosoft.com</Domain>');
  const online = await soap('GetFederationInformation', asked('msxfaq.onmicrosoft.com'), inCloud);
  t.match(online, '<ApplicationUri>outlook.com</ApplicationUri>');
  for (const [domain, of] of [
    ['elsewhere.example', undefined],
    ['', undefined],
    ['elsewhere.example', inCloud],
  ] as const) {
    t.match(await soap('GetFederationInformation', asked(domain), of), '<ErrorCode>NotFederated</ErrorCode>');
  }
  const token = lone.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  const nothing = await soap('GetFederationInformation', asked('msxfaq.de'), { lab: lone, token, where: {} });
  t.match(nothing, '<ErrorCode>NotFederated</ErrorCode>', 'no trust, no federation');
});

t.test('GetOrganizationRelationshipSettings gives the relationship with who asks', async (t) => {
  const onPremises = await soap(
    'GetOrganizationRelationshipSettings',
    domains('elsewhere.example', 'MSXFAQ.mail.onmicrosoft.com'),
  );
  t.match(onPremises, '<TargetApplicationUri>outlook.com</TargetApplicationUri>');
  t.match(onPremises, '<FreeBusyAccessLevel>LimitedDetails</FreeBusyAccessLevel>');
  const online = await soap('GetOrganizationRelationshipSettings', domains('msxfaq.de'), inCloud);
  t.match(online, '<TargetApplicationUri>FYDIBOHF25SPDLT.msxfaq.de</TargetApplicationUri>');
  const none = await soap('GetOrganizationRelationshipSettings', domains('elsewhere.example'));
  t.match(none, '<OrganizationRelationshipSettingsCollection/>');
});

t.test('every SOAP answer holds the schema', { skip: noXmllint }, async (t) => {
  const messages = answers.map((answer) => /<(\w+ResponseMessage) .*<\/\1>/s.exec(answer)?.[0] ?? '');
  t.ok(messages.length > 30 && !messages.includes(''));
  const schema = schemaDocument({ prefix: 'a', imports: [] }, autodiscoverElements, ewsNamespaces);
  const declared = messages.map((text) => text.replace(/(?=>)/, ` xmlns:xsi="${namespaces.schemaInstance}"`));
  const folder = t.testdir({ ...Object.fromEntries(declared.entries()), 'autodiscover.xsd': schema });
  const files = declared.map((_, index) => join(folder, `${index}`));
  t.equal(await schemaViolations(files, join(folder, 'autodiscover.xsd')), '');
});

t.test('POX gives a mailbox’s settings, or where to ask for them', async (t) => {
  const { status, body, ...answer } = await askPox(lab, user2, 'user2@msxfaq.de');
  t.equal(status, 200);
  t.equal(answer.header('Content-Type'), 'text/xml; charset=utf-8');
  t.match(
    body,
    `<Autodiscover xmlns="${namespaces.autodiscoverResponse}"><Response xmlns="${namespaces.autodiscoverOutlook}">`,
  );
  t.match(body, '<User><DisplayName>user2</DisplayName>');
  t.match(body, '<AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>False</MicrosoftOnline>');
  const types = [...body.matchAll(/<Protocol><Type>(\w+)</g)].map(([, type]) => type);
  t.strictSame(types, ['EXCH', 'EXPR', 'WEB', 'EXCH', 'EXPR', 'EXHTTP', 'EXHTTP']);
  t.match(body, '<ServerVersion>73C28A02</ServerVersion>');
  t.match(body, '<EwsUrl>https://owa.msxfaq.de/ews/Exchange.asmx</EwsUrl>');
  const redirected = await askPox(lab, user2, 'user1@msxfaq.de');
  t.match(
    redirected.body,
    '<Account><Action>redirectAddr</Action><RedirectAddr>user1@msxfaq.mail.onmicrosoft.com</RedirectAddr></Account>',
  );
  const online = await askPox(lab, user1, 'user1@msxfaq.mail.onmicrosoft.com', { where: cloud });
  t.match(online.body, '<MicrosoftOnline>True</MicrosoftOnline>');
  t.match(online.body, `<EwsUrl>https://${exoHost}/ews/Exchange.asmx</EwsUrl>`);
});

t.test('POX’s errors are documents', async (t) => {
  const shape = (code: number, message: string) =>
    new RegExp(
      `^<\\?xml version="1.0" encoding="utf-8"\\?><Autodiscover xmlns="[^"]+/responseschema/2006"><Response><Error Time="\\d\\d:\\d\\d:\\d\\d\\.\\d{7}" Id="\\d+"><ErrorCode>${code}</ErrorCode><Message>${message}</Message><DebugData/></Error></Response></Autodiscover>$`,
    );
  const notFound = shape(500, "The email address can't be found\\.");
  for (const address of ['nobody@msxfaq.de', 'user2@elsewhere.example', 'user2', '<&>@msxfaq.de']) {
    t.match(plain(await askPox(lab, user2, address)), notFound, address);
  }
  const application = lab.tokens.issue({ kind: 'appOnly' }).token;
  t.match(plain(await askPox(lab, application, 'user2@msxfaq.de')), notFound, 'an application is nobody');
  t.match((await askPox(lab, user2, 'user2@msxfaq.de', { schema: 'urn:x' })).body, shape(601, '\\[lab\\] .+'));
  const mobile = await askPox(lab, user2, 'user2@msxfaq.de', { schema: namespaces.autodiscoverMobileSync });
  t.match(mobile.body, `<Response xmlns="${namespaces.autodiscoverMobileSync}"><Culture>en:us</Culture>`);
  t.match(mobile.body, '<Action><Error><Status>2</Status>');
  const invalid = shape(600, 'Invalid Request');
  const target = autodiscoverXmlTarget;
  for (const body of [
    '',
    'x',
    '<x/>',
    '<Autodiscover/>',
    '<Autodiscover><Request/></Autodiscover>',
    '<!DOCTYPE x><x/>',
  ]) {
    const answer = await ask(lab, user2, { target, body });
    t.equal(answer.status, 200);
    t.match(answer.body, invalid, body);
  }
  t.match((await ask(lab, user2, { target: '/Autodiscover/Autodiscover.xml', method: 'GET', body: '' })).body, invalid);
  t.equal((await ask(lab, user2, { target, method: 'DELETE', body: '' })).status, 405);
});

t.test('both stand behind the same door', async (t) => {
  for (const target of [autodiscoverTarget, autodiscoverXmlTarget]) {
    const refused = await call(lab, { target, headers: [['Authorization', 'Bearer']], body: '' });
    t.equal(refused.status, 401);
    t.match(refused.header('WWW-Authenticate'), /^Bearer client_id=/);
    t.equal((await ask(lab, 'x.y.z', { target })).status, 401);
    t.equal((await ask(lab, user2, { ...cloud, target })).status, 401, 'a token for the other side');
  }
});

t.test('GetFederationInformation is for everybody, and nothing else is', async (t) => {
  const target = autodiscoverTarget;
  const soap11 = [['Content-Type', 'text/xml; charset=utf-8']] as const;
  const federation = autodiscoverEnvelope('GetFederationInformation', '<a:Domain>msxfaq.de</a:Domain>', {
    version: null,
  });
  for (const where of [{}, cloud]) {
    const answer = await call(lab, { ...where, target, headers: soap11, body: federation });
    t.equal(answer.status, 200);
    t.match(answer.body, '<a:Action xmlns:a=');
    t.match(answer.body, '<ErrorCode>NoError</ErrorCode>');
    const users = autodiscoverEnvelope('GetUserSettings', usersAndSettings(['user2@msxfaq.de'], ['ExternalEwsUrl']));
    const disguised = users.replace('/GetUserSettings</', '/GetFederationInformation</');
    for (const body of [users, disguised, federation.replace('<s:Body>', ''), 'GetFederationInformation', '']) {
      t.equal((await call(lab, { ...where, target, headers: soap11, body })).status, 401);
    }
    t.equal(
      (await call(lab, { ...where, target, token: 'x.y.z', body: federation })).status,
      401,
      'a bad token is bad',
    );
    t.equal((await call(lab, { ...where, method: 'GET', target })).status, 401);
    t.equal((await call(lab, { ...where, target: autodiscoverXmlTarget, body: federation })).status, 401);
  }
});

t.test('the labs report no mistakes of their own', async (t) => {
  t.strictSame(labs.defects, []);
});
