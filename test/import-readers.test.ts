import fc from 'fast-check';
import t from 'tap';
import { isClixml, readClixml } from '../src/import/clixml.js';
import { dateOrderOf, readDate } from '../src/import/exported-date.js';
import { type ExportedObject, propertyOf } from '../src/import/exported-object.js';
import { readFormatList } from '../src/import/format-list.js';
import { tablesIn } from '../src/import/format-table.js';
import { ReportWriter } from '../src/import/import-report.js';
import { namesOf } from '../src/import/imported-names.js';
import { kindOf, kindOfFileName } from '../src/import/output-kind.js';
import { Taking } from '../src/import/taking.js';
import { type Xml, xml } from '../src/protocol/xml.js';
import { XmlError } from '../src/protocol/xml-document.js';
import { decodeText } from '../src/text-encoding.js';
import { contosoExport, seedAuthConfig, seedCertificate } from './acceptance/customer.js';

/** Property by property, as text. */
const asTexts = ({ properties }: ExportedObject) =>
  Object.fromEntries([...properties].map(([name, { text }]) => [name, text]));

t.test('the two blocks of the seed page, whose line breaks are lost', async (t) => {
  const [config, ...others] = readFormatList(seedAuthConfig);
  t.same(others, []);
  t.strictSame(config && asTexts(config), {
    RunspaceId: '63f481db-71dd-4989-a094-faaa15ef7100',
    CurrentCertificateThumbprint: '03C46B33F33B00B5ABEF123456721E0463412B9C',
    PreviousCertificateThumbprint: '',
    NextCertificateThumbprint: '',
    NextCertificateEffectiveDate: '',
    ServiceName: '00000002-0000-0ff1-ce00-000000000000',
    Realm: '',
    DeploymentId: '',
    IssuerIdentifier: '',
    Name: 'Auth Configuration',
    AdminDisplayName: '',
    ExchangeVersion: '0.20 (15.0.0.0)',
    DistinguishedName:
      'CN=Auth Configuration,CN=MSXFAQ,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=msxfaq,DC=de',
    Identity: 'Auth Configuration',
    Guid: '945453c1-64fe-4f00-8b16-c104448502be',
    ObjectCategory: 'msxfaq.de/Configuration/Schema/ms-Exch-Auth-Auth-Config',
    ObjectClass: 'top, container, msExchContainer, msExchAuthAuthConfig',
    WhenChanged: '24.04.2013 14:13:57',
    WhenCreated: '24.04.2013 14:13:56',
    WhenChangedUTC: '24.04.2013 12:13:57',
    WhenCreatedUTC: '24.04.2013 12:13:56',
    OrganizationId: '',
    Id: 'Auth Configuration',
    OriginatingServer: 'DC01.msxfaq.de',
    IsValid: 'True',
    ObjectState: 'Unchanged',
  });
  t.equal(config?.command, 'Get-AuthConfig');
  t.equal(config && kindOf(config, 'notes.txt'), 'AuthConfig');

  const [certificate] = readFormatList(seedCertificate);
  t.equal(certificate && kindOf(certificate, 'notes.txt'), 'ExchangeCertificate');
  t.strictSame(certificate && asTexts(certificate), {
    AccessRules: '',
    CertificateDomains: 'Federation',
    HasPrivateKey: 'True',
    IsSelfSigned: 'True',
    Issuer: 'CN=Federation',
    NotAfter: '11.01.2017 15:42:32',
    NotBefore: '11.01.2012 15:42:32',
    PublicKeySize: '2048',
    RootCAType: 'None',
    SerialNumber: '73529A9ABCDEF3894C43135E40BA7353',
    Services: 'SMTP',
    Status: 'Valid',
    Subject: 'CN=Federation',
    Thumbprint: '03C46B33F33B00B5ABEF123456721E0463412B9C',
  });
});

t.test('the healthy auth server as Microsoft’s page writes it, without padding', async (t) => {
  const page = `Some words before it: these.

Name: WindowsAzureACS
IssuerIdentifier: 00000001-0000-0000-c000-000000000000
TokenIssuingEndpoint: https://accounts.accesscontrol.windows.net/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0/tokens/OAuth/2
AuthMetadataUrl: https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1
Enabled: True
`;
  const [server, ...others] = readFormatList(page);
  t.same(others, []);
  t.equal(server && kindOf(server, 'x.txt'), 'AuthServer');
  t.match(server && asTexts(server), {
    Name: 'WindowsAzureACS',
    Enabled: 'True',
    AuthMetadataUrl: /^https:.*json\/1$/,
  });
});

t.test('several outputs in a transcript, wrapped values, lists that were cut off', async (t) => {
  const transcript = `**********************
Windows PowerShell transcript start
**********************
[PS] C:\\>Get-AuthConfig | fl DistinguishedName,Name,ObjectClass

DistinguishedName : CN=Auth Configuration,CN=Contoso,CN=Microsoft
                    Exchange,CN=Services,CN=Configuration,DC=contoso,DC=c
                    om
Name              : Auth Configuration
ObjectClass       : {top, container, msExchContainer...}


PS C:\\Users\\admin> Get-AcceptedDomain | fl

DomainName : contoso.com
Default    : True
AuthenticationType : \u001b[32;1mManaged\u001b[0m

DomainName : contoso.mail.onmicrosoft.com
Default    : False

[PS] C:\\>Stop-Transcript
`;
  const [config, first, second, ...others] = readFormatList(transcript);
  t.same(others, []);
  t.equal(config && kindOf(config, 'x.txt'), 'AuthConfig', 'by the cmdlet before it');
  t.equal(
    config && propertyOf(config, 'distinguishedname')?.text,
    'CN=Auth Configuration,CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com',
  );
  t.strictSame(config?.properties.get('ObjectClass'), {
    text: 'top, container, msExchContainer',
    items: ['top', 'container', 'msExchContainer'],
    cutOff: true,
  });
  t.strictSame(first && asTexts(first), { DomainName: 'contoso.com', Default: 'True', AuthenticationType: 'Managed' });
  t.equal(second && kindOf(second, 'x.txt'), 'AcceptedDomain');
  t.equal(second?.line, 19);
  const [indented] = readFormatList('    Name    : a\n    Enabled : True\n').map(asTexts);
  t.strictSame(indented, { Name: 'a', Enabled: 'True' }, 'a whole block may be indented, as in a mail');
  const [empty] = readFormatList('CertificateStrings : {}\nName : x');
  t.strictSame(empty?.properties.get('CertificateStrings'), { text: '', items: [] });
});

t.test('what an output is: its type, its properties, its cmdlet, its file', async (t) => {
  const of = (text: string, file = 'x.txt') => readFormatList(text).map((object) => kindOf(object, file));
  t.strictSame(of('Enabled : True\nName    : Exchange Online', 'Get-PartnerApplication.txt'), ['PartnerApplication']);
  t.strictSame(of('Greetings : yes\nRegards   : no', 'Get-PartnerApplication.txt'), [undefined]);
  t.strictSame(of('Identity : EX01\\EWS (Default Web Site)\nOAuthAuthentication : True'), [
    'WebServicesVirtualDirectory',
  ]);
  t.strictSame(of('Name : Autodiscover (Default Web Site)\nOAuthAuthentication : True'), [
    'AutodiscoverVirtualDirectory',
  ]);
  t.strictSame(of('Name : mapi (Default Web Site)\nOAuthAuthentication : True\nServer : EX01'), [undefined]);
  t.strictSame(of('Name : EX01\nFqdn : ex01.contoso.com\nAdminDisplayVersion : Version 15.2 (Build 1544.4)'), [
    'ExchangeServer',
  ]);
  t.equal(kindOfFileName('01 get_authconfig (2).log'), 'AuthConfig');
  t.equal(kindOfFileName('EX01-WebServicesVirtualDirectory.clixml'), 'WebServicesVirtualDirectory');
  t.equal(kindOfFileName('mailboxes.txt'), undefined);
});

t.test('a reply quotes what was sent', async (t) => {
  for (const text of Object.values(contosoExport())) {
    const sent = readFormatList(text);
    t.ok(sent.length > 0);
    for (const mark of ['> ', '>', '> > ', '>> ']) {
      const quoted = text.split('\n').map((line) => (line === '' ? mark.trimEnd() : `${mark}${line}`));
      t.strictSame(readFormatList(['Hi,', ...quoted].join('\n')).map(asTexts), sent.map(asTexts), mark);
    }
  }
});

t.test('tables are told apart from underlined headings, and from lists', async (t) => {
  const certificates = `[PS] C:\\>Get-ExchangeCertificate

Thumbprint                                Services   Subject
----------                                --------   -------
E1BDF9AE58C93C75E76C9DD882138FB8FF0FA786  ....S..    CN=Microsoft Exchange Server Auth Certificate
`;
  t.strictSame(tablesIn(certificates), [{ line: 3, command: 'Get-ExchangeCertificate' }]);
  t.same(readFormatList(certificates), [], 'nothing of it is read');
  t.strictSame(tablesIn('\nName\n----\ncontoso.com\n'), [{ line: 2, command: undefined }], 'of one column');
  t.strictSame(tablesIn('   Id\n   --\n    7\n'), [{ line: 1, command: undefined }], 'numbers stand on the right');
  t.strictSame(tablesIn('Name\tType\n----  ----\nACS\tx\n'), [{ line: 1, command: undefined }], 'with tabs');
  t.same(tablesIn('Our hybrid\n==========\nTickets so far\n----------\n-----BEGIN CERTIFICATE-----\n'), []);
  for (const text of Object.values(contosoExport())) t.same(tablesIn(text), []);
});

t.test('what looks like a secret stands in no report, whatever its name', async (t) => {
  const writer = new ReportWriter();
  const values = {
    Name: 'Contoso',
    ClientSecret: 'one',
    AccessToken: 'two',
    ProxyCredentials: 'three',
    ConnectionString: 'four',
    Notes: 'signed in with eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl',
    Remark: 'Server=sql01;Uid=sa;Pwd = five',
    Extra: '-----BEGIN RSA PRIVATE KEY----- six',
    TokenIssuingEndpoint: 'https://contoso.com/token',
    ExtendedProtectionTokenChecking: 'Allow',
  };
  const properties = new Map(Object.entries(values).map(([name, text]) => [name, { text }]));
  new Taking({ file: 'a.txt', kind: 'AuthServer', line: 1, properties }, writer, undefined).rest();
  const { notTaken } = writer.report('', {});
  t.strictSame(
    notTaken.flatMap(({ property, value }) => (value === undefined ? [] : [property])),
    ['Name', 'TokenIssuingEndpoint', 'ExtendedProtectionTokenChecking'],
  );
  t.equal(notTaken.length, Object.keys(values).length, 'that there is something is said');
});

t.test('dates of several cultures', async (t) => {
  const iso = (text: string, order?: 'dayFirst' | 'monthFirst') => {
    const moment = readDate(text, order);
    return moment === undefined ? undefined : new Date(moment).toISOString();
  };
  t.equal(iso('24.04.2013 14:13:57'), '2013-04-24T14:13:57.000Z');
  t.equal(iso('12/30/2027 2:39:08 PM', 'monthFirst'), '2027-12-30T14:39:08.000Z');
  t.equal(iso('1/5/2028 12:04:48 AM', 'monthFirst'), '2028-01-05T00:04:48.000Z');
  t.equal(iso('05/01/2028 09:04:48', 'dayFirst'), '2028-01-05T09:04:48.000Z');
  t.equal(iso('2023-02-03T14:16:02+01:00'), '2023-02-03T13:16:02.000Z');
  t.equal(iso('2023-02-03 14:16:02'), '2023-02-03T14:16:02.000Z');
  t.equal(iso('2023/02/03 14:16:02'), '2023-02-03T14:16:02.000Z');
  t.equal(iso('24. 04. 2013 14:13:57'), '2013-04-24T14:13:57.000Z');
  t.equal(iso('11.01.2017'), '2017-01-11T00:00:00.000Z');
  for (const none of ['', 'soon', '31.02.2020 10:00:00', '24.04.2013 25:00:00', '2023-13-40T10:00:00Z'])
    t.equal(iso(none), undefined, none);
  t.equal(dateOrderOf(['1/5/2028 9:04:48 AM', 'x']), 'monthFirst');
  t.equal(dateOrderOf(['05/01/2028 09:04:48']), 'dayFirst');
  t.equal(dateOrderOf(['05/01/2028 09:04:48', '05/24/2028 09:04:48']), 'monthFirst');
  t.equal(dateOrderOf(['24/04/2028 9:04:48 AM']), 'dayFirst');
  t.equal(dateOrderOf(['24.04.2013 14:13:57']), undefined);
});

t.test('the encodings that files have', async (t) => {
  const text = 'Name : Müller\n';
  const utf16 = Buffer.from(text, 'utf16le');
  t.equal(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])), text, 'as > writes it');
  t.equal(decodeText(utf16), text, 'without its mark');
  t.equal(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])), text);
  t.equal(decodeText(Buffer.from(`\ufeff${text}`)), text);
  t.equal(decodeText(Buffer.from('Name : Müller\r\n', 'latin1')), text, 'Windows-1252');
  t.equal(decodeText(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 1])), undefined, 'a zip is no text');
});

t.test('whatever the objects, they come back out of what Format-List prints', async (t) => {
  const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,29}$/);
  const word = fc.stringMatching(/^[!-z]{1,30}$/);
  const value = fc.oneof(
    fc.constant(''),
    word.filter((text) => !/^[{]|[}]$/.test(text)),
    fc.array(
      fc.stringMatching(/^[A-Za-z0-9/.-]{1,20}$/).filter((item) => !item.endsWith('...')),
      { maxLength: 5 },
    ),
  );
  const objects = fc.array(fc.dictionary(name, value, { minKeys: 1, maxKeys: 12, noNullPrototype: true }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(objects, fc.boolean(), fc.integer({ min: 60, max: 200 }), (all, crlf, width) => {
      const printed = all.map((object) => print(object, width)).join('\n\n\n');
      const text = decodeText(Buffer.from(crlf ? printed.replaceAll('\n', '\r\n') : printed)) ?? '';
      const read = readFormatList(text).map((object) =>
        Object.fromEntries([...object.properties].map(([key, { items, text: one }]) => [key, items ?? one])),
      );
      t.strictSame(read, all);
    }),
  );

  /** As Format-List does: values of one word are cut at the edge, lists break at their blanks. */
  function print(object: Record<string, string | string[]>, width: number): string {
    const column = Math.max(...Object.keys(object).map(({ length }) => length));
    const lines = Object.entries(object).map(([key, content]) => {
      const room = width - column - 3;
      const pieces = typeof content === 'string' ? cut(content, room) : broken(`{${content.join(', ')}}`, room);
      return `${key.padEnd(column)} : ${pieces.join(`\n${' '.repeat(column + 3)}`)}`;
    });
    return lines.join('\n');
  }
  function cut(text: string, room: number): readonly string[] {
    return text.length <= room ? [text] : [text.slice(0, room), ...cut(text.slice(room), room)];
  }
  function broken(text: string, room: number): readonly string[] {
    if (text.length <= room) return [text];
    const blank = text.lastIndexOf(' ', room);
    return [text.slice(0, blank), ...broken(text.slice(blank + 1), room)];
  }
});

t.test('no text makes the readers fail', async (t) => {
  const fragment = fc.constantFrom(
    ' : ',
    '{',
    '}',
    '...',
    '\n',
    '[PS] C:\\>',
    'Name',
    '<Objs>',
    '    ',
    'Get-AuthConfig',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fragment, fc.string()), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const object of readFormatList(text)) t.ok(object.properties.size > 0);
      try {
        readClixml(text);
      } catch (error) {
        t.ok(error instanceof XmlError, String(error));
      }
    }),
  );
});

t.test('Microsoft’s names never become the organisation’s', async (t) => {
  const microsofts = fc.constantFrom(
    'onmicrosoft.com',
    'mail.onmicrosoft.com',
    'resource.mailboxmigration.his.msappproxy.net',
    'outlook.office365.com',
    'partner.outlook.cn',
    'office365.us',
    'accounts.accesscontrol.windows.net',
  );
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const name = fc.oneof(
    fc.tuple(label, microsofts).map(([first, rest]) => ({ name: `${first}.${rest}`, own: false })),
    fc
      .tuple(label, fc.constantFrom('contoso.com', 'contoso.local'))
      .map((parts) => ({ name: parts.join('.'), own: true })),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 5 }), fc.array(name, { maxLength: 5 }), (domains, hosts) => {
      const accepted = domains.map(
        ({ name: domain }, index) => `DomainName : ${domain}\nDomainType : Authoritative\nDefault : ${index === 0}`,
      );
      const directories = hosts.map(
        ({ name: host }) => `MRSProxyEnabled : False\nName : EWS\nExternalUrl : https://${host}/EWS/Exchange.asmx`,
      );
      const objects = readFormatList([...accepted, ...directories].join('\n\n')).flatMap((object) => {
        const kind = kindOf(object, 'x.txt');
        return kind ? [{ ...object, kind, file: 'x.txt' }] : [];
      });
      t.equal(objects.length, domains.length + hosts.length);
      const report = new ReportWriter();
      const names = namesOf(objects, report);
      const own =
        domains.find((domain) => domain.own)?.name ?? hosts.find((host) => host.own)?.name.replace(/^\w+\./, '');
      t.equal(names.domain, own);
      t.strictSame(
        (names.hosts ?? []).filter((host) => host !== `autodiscover.${own}`),
        [...new Set(hosts.filter((host) => host.own).map((host) => host.name))].filter(
          (host) => host !== `autodiscover.${own}`,
        ),
      );
      const refused = report.report('', {}).notTaken.filter(({ property }) => property === 'ExternalUrl');
      t.equal(refused.length, hosts.filter((host) => !host.own).length, 'and each is said');
    }),
  );
});

const psrp = 'http://schemas.microsoft.com/powershell/2004/04';
const objs = (...objects: readonly Xml[]) => xml`<Objs Version="1.1.0.1" xmlns="${psrp}">${objects}</Objs>`.text;

t.test('Export-Clixml: primitive types, enumerations, lists, references (MS-PSRP 2.2.5)', async (t) => {
  const document = objs(xml`
    <Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthServer</T><T>Deserialized.System.Object</T></TN>
      <ToString>ACS</ToString>
      <Props>
        <S N="Name">ACS_x0020_-_x000A_1</S><B N="Enabled">true</B><Nil N="Realm" /><I32 N="Depth">6</I32><S N="Blank"></S>
        <G N="Guid">9ed390c2-e6fd-4bd4-a7c0-65ca6bc791d7</G><DT N="WhenChanged">2023-01-04T14:16:04+00:00</DT><URI N="AuthMetadataUrl">https://x/</URI>
        <Obj N="Type" RefId="1"><TN RefId="1"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthServerType</T><T>System.Enum</T></TN><ToString>MicrosoftACS</ToString><I32>5</I32></Obj>
        <Obj N="DomainName" RefId="2"><TN RefId="2"><T>Microsoft.Exchange.Data.MultiValuedProperty</T></TN><LST><S>a</S><Obj RefId="3"><TNRef RefId="1" /><ToString>b</ToString></Obj><Ref RefId="1" /></LST></Obj>
        <Obj N="Empty" RefId="4"><TNRef RefId="2" /><LST /></Obj>
        <Ref N="Id" RefId="1" /><Ref N="Lost" RefId="99" />
      </Props>
      <MS><S N="PSComputerName">ex01.contoso.com</S><BA N="SerializationData">AAEC</BA></MS>
    </Obj>`);
  t.ok(isClixml(`<?xml version="1.0"?>\n${document}`));
  const [server, ...others] = readClixml(document);
  t.same(others, [], 'what has no properties is no object');
  t.equal(server && kindOf(server, 'x.xml'), 'AuthServer');
  t.strictSame(server && asTexts(server), {
    Name: 'ACS -\n1',
    Enabled: 'True',
    Realm: '',
    Depth: '6',
    Blank: '',
    Guid: '9ed390c2-e6fd-4bd4-a7c0-65ca6bc791d7',
    WhenChanged: '2023-01-04T14:16:04+00:00',
    AuthMetadataUrl: 'https://x/',
    Type: 'MicrosoftACS',
    DomainName: 'a, b, MicrosoftACS',
    Empty: '',
    Id: 'MicrosoftACS',
    Lost: '',
    PSComputerName: 'ex01.contoso.com',
  });
  t.strictSame(server?.properties.get('DomainName')?.items, ['a', 'b', 'MicrosoftACS']);
  t.strictSame(server?.properties.get('Empty')?.items, []);
});

t.test('Export-Clixml: objects within a script’s collection are found by their type', async (t) => {
  const config = xml`<Obj N="Config" RefId="1"><TN RefId="1"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthConfig</T></TN><Props><S N="Realm">r</S></Props></Obj>`;
  const other = xml`<Obj N="Other" RefId="2"><TN RefId="2"><T>System.Thing</T></TN><Props><S N="CurrentCertificateThumbprint">1</S></Props></Obj>`;
  const found = readClixml(objs(xml`<Obj RefId="0"><MS>${[config, other]}</MS></Obj>`));
  t.strictSame(
    found.map((object) => kindOf(object, 'everything.xml')),
    [undefined, 'AuthConfig', undefined],
  );
});

t.test('Export-Clixml: what is broken is refused with its place, and nothing in it is expanded', async (t) => {
  const refusal = (text: string) => {
    try {
      return readClixml(text).length;
    } catch (error) {
      return error instanceof XmlError ? { line: error.line, message: error.message } : String(error);
    }
  };
  t.match(refusal(`<Objs xmlns="${psrp}">\n<Obj>\n</Objs>`), { line: 3, message: /close tag/ });
  t.match(refusal(`<!DOCTYPE a [<!ENTITY b "c">]><Objs xmlns="${psrp}">&b;</Objs>`), { message: /DTD/ });
  t.match(refusal('<Objs xmlns="urn:other"></Objs>'), { message: /Export-Clixml/ });
  const levels = Array.from({ length: 30 }, (_, level) => {
    const references = Array.from({ length: 10 }, () => xml`<Ref RefId="${level + 1}" />`);
    return xml`<Obj N="P${level}" RefId="${level}"><LST>${references}</LST></Obj>`;
  });
  const bomb = readClixml(objs(xml`<Obj RefId="x"><Props>${levels}</Props></Obj>`));
  t.equal(bomb[0]?.properties.get('P0')?.text.replace(/[, ]/g, ''), '', 'references to lists in lists do not grow');
});

t.test('whatever the objects, they come back out of Export-Clixml', async (t) => {
  const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/);
  // Characters that XML can't hold are written as _xHHHH_, and so is an underscore that would look like that.
  const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((value) => !/\p{Surrogate}/u.test(value));
  const escaped = (value: string) =>
    value.replace(/[^\x20-\x7e]|_/g, (char) =>
      [...Array(char.length).keys()]
        .map((index) => `_x${char.charCodeAt(index).toString(16).padStart(4, '0').toUpperCase()}_`)
        .join(''),
    );
  const value = fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1, noNullPrototype: true }), (object) => {
      const properties = Object.entries(object).map(([key, content], index) => {
        if (content === null) return xml`<Nil N="${key}" />`;
        if (typeof content === 'boolean') return xml`<B N="${key}">${content}</B>`;
        if (typeof content === 'string') return xml`<S N="${key}">${escaped(content)}</S>`;
        const items = content.map((item) => xml`<S>${escaped(item)}</S>`);
        return xml`<Obj N="${key}" RefId="${index + 1}"><LST>${items}</LST></Obj>`;
      });
      const [read] = readClixml(objs(xml`<Obj RefId="0"><Props>${properties}</Props></Obj>`));
      const back = Object.fromEntries(
        [...(read?.properties ?? [])].map(([key, { items, text: one }]) => [key, items ?? one]),
      );
      const expected = Object.entries(object).map(([key, content]) => {
        if (content === null) return [key, ''];
        return [key, typeof content === 'boolean' ? (content ? 'True' : 'False') : content];
      });
      t.strictSame(back, Object.fromEntries(expected));
    }),
  );
});
