import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { systemClock } from '../src/clock.js';
import { writeFileAtomically } from '../src/pki/atomic-file.js';
import { issueCertificate, type KeyedCertificate, type StoredCertificate } from '../src/pki/certificate.js';
import { commonName, parseDistinguishedName } from '../src/pki/distinguished-name.js';
import { issueAuthCertificate, issueExchangeCertificate, issueTlsCertificate } from '../src/pki/lab-certificates.js';
import { type CertificateStore, openCertificateStore } from '../src/pki/store.js';
import { CertificateStoreError } from '../src/pki/store-error.js';
import { base64DerOf, thumbprintOf, x5tOf } from '../src/pki/thumbprint.js';
import type { CertificateWorld } from '../src/pki/world.js';
import { systemRandom } from '../src/random.js';

const sources = { clock: systemClock, random: systemRandom };
const world: CertificateWorld = {
  organization: 'MSXFAQ Müller & Söhne',
  organizationNames: ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'mail.partner.example'],
  organizationDomain: 'msxfaq.de',
  cloudNames: ['accounts.accesscontrol.windows.net', 'outlook.office365.com'],
};

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
// In CI a missing tool is a failure, not a reason to skip.
const needsOpenssl = { skip: hasOpenssl || process.env.CI === 'true' ? false : 'openssl is not installed' };
const posixOnly = { skip: process.platform === 'win32' ? 'Windows has no modes' : false };

function openssl(...args: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { encoding: 'utf8' });
  return { ok: status === 0, output: error ? String(error) : stdout + stderr };
}

const directory = join(t.testdir({ certs: { 'README.md': 'about these files\n' } }), 'certs');
const store = await openCertificateStore(directory, world, sources);
const file = (name: string) => join(directory, name);
const copyStore = async (t: Test) => {
  const copy = join(t.testdir({}), 'certs');
  await cp(directory, copy, { recursive: true });
  return copy;
};

function text(certificate: StoredCertificate): string {
  const result = spawnSync('openssl', ['x509', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus'], {
    encoding: 'utf8',
    input: certificate.certificate,
  });
  return result.stdout;
}

t.test('openssl', needsOpenssl, async (t) => {
  t.test('accepts each TLS certificate below its own root, even strictly, and not below the other', async (t) => {
    const verify = (root: string, leaf: string) =>
      openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', file(root), file(leaf));
    t.match(verify('organization-root.crt', 'exchange-tls.crt'), { ok: true });
    t.match(verify('cloud-root.crt', 'cloud-tls.crt'), { ok: true });
    t.match(verify('roots.pem', 'exchange-tls.crt'), { ok: true });
    t.match(verify('roots.pem', 'cloud-tls.crt'), { ok: true });
    t.match(verify('organization-root.crt', 'cloud-tls.crt'), { ok: false });
    t.match(verify('cloud-root.crt', 'exchange-tls.crt'), { ok: false });
  });

  t.test('accepts the self-signed certificates when they are trusted themselves', async (t) => {
    for (const name of [`exchange-${store.initialAuthCertificateThumbprint}.crt`, 'token-signing.crt']) {
      t.match(openssl('verify', '-CAfile', file(name), file(name)), { ok: true });
    }
  });

  t.test('shows critical name constraints on the roots: their own names and loopback', async (t) => {
    const organization = text(store.organizationRoot);
    t.match(organization, /X509v3 Name Constraints: critical/);
    t.match(organization, 'CN=exchange-oauth-lab MSXFAQ Müller & Söhne root');
    t.match(organization, /Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    t.match(organization, /Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    t.strictSame(permitted(organization), [
      'DNS:msxfaq.de',
      'DNS:mail.partner.example',
      'DNS:localhost',
      'IP:127.0.0.0/255.0.0.0',
      'IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF',
    ]);
    t.match(permitted(text(store.cloudRoot)), ['DNS:accounts.accesscontrol.windows.net', 'DNS:outlook.office365.com']);
  });

  t.test('shows all names on the TLS certificate, of hosts and of this computer', async (t) => {
    const names =
      /DNS:owa.msxfaq.de, DNS:hybrid.msxfaq.de, DNS:mail.partner.example, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1\n/;
    t.match(text(store.exchangeTls), names);
    t.match(text(store.exchangeTls), /Extended Key Usage:\s+TLS Web Server Authentication\n/);
    t.match(text(store.exchangeTls), /Authority Key Identifier/);
  });

  t.test('shows the auth certificate as Exchange setup makes it', async (t) => {
    const auth = text(authCertificate(store));
    t.match(auth, 'Subject: CN=Microsoft Exchange Server Auth Certificate\n');
    t.match(auth, 'Issuer: CN=Microsoft Exchange Server Auth Certificate\n');
    t.match(auth, 'Signature Algorithm: sha256WithRSAEncryption');
    t.match(auth, 'Public-Key: (2048 bit)');
    t.match(auth, /Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
    t.match(auth, /Basic Constraints: critical\s+CA:FALSE\n/);
    t.notMatch(auth, 'Subject Alternative Name');
  });

  t.test('refuses a certificate for a foreign name or address that the organization root has signed', async (t) => {
    for (const name of ['login.microsoftonline.com', 'msxfaq.de.evil.example', '192.0.2.1', '::2']) {
      const path = join(t.testdir({}), 'rogue.crt');
      await writeFile(path, (await rogue(name)).certificate);
      const verdict = openssl('verify', '-CAfile', file('organization-root.crt'), path);
      t.match(verdict, { ok: false, output: 'permitted subtree violation' }, name);
    }
  });

  t.test('computes the same thumbprint', async (t) => {
    const path = file('exchange-tls.crt');
    const { output } = openssl('x509', '-in', path, '-noout', '-fingerprint', '-sha1');
    t.equal(thumbprintOf(store.exchangeTls.certificate), output.replace(/^.*=|:|\n/g, ''));
  });
});

t.test('a certificate', async (t) => {
  t.test('of the auth key lives five calendar years', async (t) => {
    const clock = { now: () => Date.UTC(2026, 2, 1, 12, 0, 0, 789) };
    const made = await issueAuthCertificate({ ...sources, clock }, ['owa.msxfaq.de']);
    const certificate = new X509Certificate(made.certificate);
    t.equal(certificate.validFrom, 'Mar  1 12:00:00 2026 GMT');
    t.equal(certificate.validTo, 'Mar  1 12:00:00 2031 GMT');
    t.equal(certificate.subjectAltName, 'DNS:owa.msxfaq.de');
  });

  t.test('always has a positive serial number of 16 bytes', async (t) => {
    for (const byte of [0x00, 0xff]) {
      const random = { ...systemRandom, bytes: (count: number) => Buffer.alloc(count, byte) };
      const made = await issueAuthCertificate({ ...sources, random });
      t.match(new X509Certificate(made.certificate).serialNumber, /^[4-7][0-9A-F]{31}$/);
    }
  });

  t.test('of New-ExchangeCertificate has the subject, names and key size asked for', async (t) => {
    const subject = parseDistinguishedName('C=DE, o="Müller, Söhne", CN=mail.msxfaq.de') ?? [];
    const options = { subject, domainNames: ['mail.msxfaq.de'], keySize: 1024 };
    const certificate = new X509Certificate((await issueExchangeCertificate(options, sources)).certificate);
    t.equal(certificate.subject, 'CN=mail.msxfaq.de\nO=Müller\\, Söhne\nC=DE');
    t.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 1024);
  });

  t.test('has its thumbprint as x5t too, from PEM and from DER', async (t) => {
    const { certificate } = authCertificate(store);
    const der = Buffer.from(base64DerOf(certificate), 'base64');
    t.equal(thumbprintOf(der), thumbprintOf(certificate));
    t.equal(Buffer.from(x5tOf(der), 'base64url').toString('hex').toUpperCase(), thumbprintOf(certificate));
  });
});

t.test('what is no distinguished name is not read as one', async (t) => {
  for (const text of ['', 'mail.msxfaq.de', 'CN=', 'CN=a, b', 'X=a', 'CN="a', 'constructor=a']) {
    t.equal(parseDistinguishedName(text), undefined, JSON.stringify(text));
  }
  t.strictSame(parseDistinguishedName('cn=a\\, b'), [{ type: 'CN', value: 'a, b' }]);
});

t.test('TLS of Node', async (t) => {
  t.test('accepts both servers for every name and address of theirs', async (t) => {
    for (const name of [...world.organizationNames, 'localhost', '127.0.0.1', '::1']) {
      t.equal(await handshake(store.exchangeTls, name, store.roots), 'accepted', name);
    }
    for (const name of world.cloudNames) t.equal(await handshake(store.cloudTls, name, store.roots), 'accepted', name);
  });

  t.test('refuses a foreign name that the organization root has signed', async (t) => {
    const name = 'login.microsoftonline.com';
    t.equal(
      await handshake(await rogue(name), name, store.organizationRoot.certificate),
      'permitted subtree violation',
    );
  });

  t.test('refuses a certificate below the root whose authority was handed on', async (t) => {
    const subject = commonName('a second authority');
    const profile = { kind: 'authority', permittedNames: ['owa.msxfaq.de'] } as const;
    const authority = { subject, profile, lifetimeInYears: 1, issuer: store.organizationRoot };
    const intermediate = await issueCertificate(authority, sources);
    const leaf = await issueTlsCertificate(['owa.msxfaq.de'], intermediate, sources);
    const chain = { ...leaf, certificate: leaf.certificate + intermediate.certificate };
    t.equal(await handshake(chain, 'owa.msxfaq.de', store.roots), 'path length constraint exceeded');
  });
});

t.test('a store', async (t) => {
  t.test('keeps every certificate and thumbprint when it is opened again', async (t) => {
    const again = await openCertificateStore(directory, { ...world, organizationDomain: 'MSXFAQ.de' }, sources);
    t.strictSame(snapshot(again), snapshot(store));
    t.equal(await readFile(again.rootsFile, 'utf8'), again.roots);
    t.equal(again.exchangeCertificates.size, 1);
  });

  t.test('keeps its directory and its files to their owner', posixOnly, async (t) => {
    t.equal((await stat(directory)).mode & 0o777, 0o700);
    for (const name of (await readdir(directory)).filter((name) => name !== 'README.md')) {
      t.equal((await stat(file(name))).mode & 0o777, 0o600, name);
    }
  });

  t.test('that is damaged is named file by file and left as it is', async (t) => {
    for (const name of (await readdir(directory)).filter((name) => name !== 'README.md')) {
      const copy = await copyStore(t);
      await writeFile(join(copy, name), (await readFile(join(copy, name), 'utf8')).slice(0, 300));
      const before = await contents(copy);
      await rejects(t, copy, 'damaged', join(copy, name));
      t.strictSame(await contents(copy), before, name);
    }
  });

  t.test('that lacks a file is incomplete', async (t) => {
    for (const name of ['cloud-tls.key', 'roots.pem', `exchange-${store.initialAuthCertificateThumbprint}.crt`]) {
      const copy = await copyStore(t);
      await rm(join(copy, name));
      await rejects(t, copy, 'incomplete', join(copy, name));
    }
  });

  t.test('whose first start was interrupted is incomplete', async (t) => {
    const copy = join(t.testdir({}), 'certs');
    await mkdir(copy);
    await cp(file('cloud-root.key'), join(copy, 'cloud-root.key'));
    await rejects(t, copy, 'incomplete', join(copy, 'manifest.json'));
    t.strictSame(await readdir(copy), ['cloud-root.key']);
  });

  t.test('is made once, however many labs start at the same time', async (t) => {
    const path = join(t.testdir({}), 'certs');
    const stores = await Promise.all([1, 2, 3].map(() => openCertificateStore(path, world, sources)));
    t.equal(new Set(stores.map((made) => made.initialAuthCertificateThumbprint)).size, 1);
    t.equal(new Set(stores.map((made) => made.organizationRoot.privateKey)).size, 1);
    t.equal((await readdir(path)).filter((name) => name.startsWith('exchange-') && name.endsWith('.crt')).length, 2);
    t.notOk((await readdir(path)).includes('.making'));
  });

  t.test('does not wait for a maker that has died', async (t) => {
    const path = join(t.testdir({}), 'certs');
    await mkdir(path);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const maker of [`${dead} mark`, `${process.pid} mark-of-an-earlier-start`]) {
      await writeFile(join(path, '.making'), maker);
      const opened = await Promise.all([1, 2, 3].map(() => openCertificateStore(path, world, sources)));
      t.equal(new Set(opened.map((made) => made.initialAuthCertificateThumbprint)).size, 1, maker);
      t.strictSame(
        (await readdir(path)).filter((name) => name.startsWith('.making')),
        [],
      );
    }
    await mkdir(join(path, '.making'));
    await rejects(t, path, 'damaged', `${join(path, '.making')} can't be read (EISDIR)`);
  });

  t.test('that other users could read is closed to them, and says so', posixOnly, async (t) => {
    const copy = await copyStore(t);
    t.strictSame((await openCertificateStore(copy, world, sources)).exposedFiles, { closed: [], open: [] });
    await chmod(copy, 0o755);
    await chmod(join(copy, 'cloud-tls.key'), 0o644);
    const { exposedFiles } = await openCertificateStore(copy, world, sources);
    t.strictSame(exposedFiles, { closed: ['.', 'cloud-tls.key'], open: [] });
    t.equal((await stat(copy)).mode & 0o777, 0o700);
    t.equal((await stat(join(copy, 'cloud-tls.key'))).mode & 0o777, 0o600);
  });

  t.test('with swapped keys is damaged even if the hashes were made to fit', async (t) => {
    const copy = await copyStore(t);
    await rename(join(copy, 'cloud-tls.key'), join(copy, 'swap'));
    await rename(join(copy, 'exchange-tls.key'), join(copy, 'cloud-tls.key'));
    await rename(join(copy, 'swap'), join(copy, 'exchange-tls.key'));
    await editManifest(copy, (manifest) => {
      const { 'cloud-tls.key': cloud = '', 'exchange-tls.key': exchange = '' } = manifest.files;
      Object.assign(manifest.files, { 'cloud-tls.key': exchange, 'exchange-tls.key': cloud });
    });
    await rejects(t, copy, 'damaged', 'is not the private key of exchange-tls.crt');
  });

  t.test('with a manifest that is not the lab’s is damaged', async (t) => {
    const edits: [(manifest: ManifestJson) => void, string][] = [
      [(manifest) => Object.assign(manifest, { version: 2 }), 'has version 2'],
      [(manifest) => Object.assign(manifest, { world: {} }), 'is not a manifest of the lab'],
      [(manifest) => Object.assign(manifest.files, { '../../etc/passwd': '' }), 'is not a manifest of the lab'],
      [(manifest) => void delete manifest.files['token-signing.crt'], 'does not list token-signing.crt'],
    ];
    for (const [edit, problem] of edits) {
      const copy = await copyStore(t);
      await editManifest(copy, edit);
      await rejects(t, copy, 'damaged', problem);
    }
  });

  t.test('made for other names says both', async (t) => {
    const other = { ...world, organizationNames: ['mail.contoso.com'], organizationDomain: 'contoso.com' };
    await rejects(
      t,
      directory,
      'otherWorld',
      'owa.msxfaq.de, hybrid.msxfaq.de, mail.partner.example in msxfaq.de',
      other,
    );
    await rejects(t, directory, 'otherWorld', 'mail.contoso.com in contoso.com', other);
  });

  t.test('is never made with an organization root that covers a name of the cloud', async (t) => {
    const path = join(t.testdir({}), 'certs');
    for (const organizationDomain of ['office365.com', 'com', 'outlook.office365.com']) {
      const unsafe = { ...world, organizationDomain };
      await t.rejects(openCertificateStore(path, unsafe, sources), { message: /^outlook\.office365\.com is a name/ });
    }
    t.strictSame(await readdir(path), []);
  });

  t.test('keeps added certificates and forgets removed ones, also when opened again', async (t) => {
    const copy = await copyStore(t);
    const changed = await openCertificateStore(copy, world, sources);
    const made = await Promise.all([issueAuthCertificate(sources), issueAuthCertificate(sources)]);
    const before = changed.exchangeCertificates;
    const thumbprints = await Promise.all(made.map((certificate) => changed.addExchangeCertificate(certificate)));
    t.strictSame(
      thumbprints,
      made.map(({ certificate }) => thumbprintOf(certificate)),
    );
    t.equal(before.size, 1, 'a map taken before stays as it was');

    t.equal(await changed.removeExchangeCertificate(store.initialAuthCertificateThumbprint.toLowerCase()), true);
    t.equal(await changed.removeExchangeCertificate(store.initialAuthCertificateThumbprint), false);
    const again = await openCertificateStore(copy, world, sources);
    t.strictSame([...again.exchangeCertificates.keys()], thumbprints);
    t.equal(again.initialAuthCertificateThumbprint, store.initialAuthCertificateThumbprint);
    t.notOk((await readdir(copy)).some((name) => name.includes(store.initialAuthCertificateThumbprint)));
    await t.rejects(
      changed.addExchangeCertificate({ ...authCertificate(store), privateKey: store.cloudTls.privateKey }),
      { message: `The private key is not that of the certificate ${store.initialAuthCertificateThumbprint}.` },
    );
  });

  t.test('is the old one if the program dies between a new file and the manifest', async (t) => {
    const copy = await copyStore(t);
    const manifest = await readFile(join(copy, 'manifest.json'));
    const dying = await openCertificateStore(copy, world, sources);
    const thumbprint = await dying.addExchangeCertificate(await issueAuthCertificate(sources));
    await writeFile(join(copy, 'manifest.json'), manifest);
    await writeFile(join(copy, '.manifest.json.half.tmp'), '{"version":');

    const again = await openCertificateStore(copy, world, sources);
    t.strictSame(snapshot(again), snapshot(store));
    t.notOk(again.exchangeCertificates.has(thumbprint));
  });
});

t.test('an atomic write that fails leaves the old file and nothing else', async (t) => {
  const path = t.testdir({ state: { 'not-a-file': {} } });
  await t.rejects(writeFileAtomically(join(path, 'state'), 'new', 0o600));
  t.strictSame(await readdir(path), ['state']);
  await writeFileAtomically(join(path, 'fresh'), 'new', 0o600);
  await writeFileAtomically(join(path, 'fresh'), 'newer', 0o600);
  t.equal(await readFile(join(path, 'fresh'), 'utf8'), 'newer');
});

function authCertificate(from: CertificateStore): StoredCertificate {
  const certificate = from.exchangeCertificates.get(from.initialAuthCertificateThumbprint);
  if (certificate === undefined) throw new Error('the store has no auth certificate');
  return certificate;
}

function rogue(name: string): Promise<KeyedCertificate> {
  return issueTlsCertificate([name], store.organizationRoot, sources);
}

/** The permitted subtrees in the text of a certificate. */
function permitted(certificateText: string): string[] {
  const [, list = ''] =
    /Name Constraints: critical\s+Permitted:\n((?:\s+(?:DNS|IP):.*\n)+)/.exec(certificateText) ?? [];
  return list.trim().split(/\s*\n\s*/);
}

function snapshot(of: CertificateStore) {
  const { roots, organizationRoot, cloudRoot, exchangeTls, cloudTls, tokenSigning } = of;
  const exchange = [...of.exchangeCertificates];
  return { roots, organizationRoot, cloudRoot, exchangeTls, cloudTls, tokenSigning, exchange };
}

async function contents(path: string): Promise<Record<string, string>> {
  const names = await readdir(path);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path, name), 'utf8')])),
  );
}

interface ManifestJson {
  files: Record<string, string>;
}

async function editManifest(path: string, edit: (manifest: ManifestJson) => void): Promise<void> {
  const manifest: ManifestJson = JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8'));
  edit(manifest);
  await writeFile(join(path, 'manifest.json'), JSON.stringify(manifest));
}

async function rejects(t: Test, path: string, code: string, part: string, wanted = world): Promise<void> {
  const error = await openCertificateStore(path, wanted, sources).catch((error: unknown) => error);
  if (!(error instanceof CertificateStoreError)) return void t.fail(`opened, or failed with ${error}`);
  t.equal(error.code, code);
  t.match(error.message, part);
  t.notMatch(error.message, /\n/, 'one line');
  t.match(error.message, '--data-dir', 'says what to do');
}

/** Connects to a server with this certificate under this name: `accepted`, or the reason of the refusal. */
async function handshake(server: KeyedCertificate, name: string, ca: string): Promise<string> {
  const listener = createServer({ cert: server.certificate, key: server.privateKey }).listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  listener.on('tlsClientError', () => {}).on('secureConnection', (socket) => socket.on('error', () => {}));
  const { port } = listener.address() as AddressInfo;
  const isAddress = /^[\d.:]+$/.test(name);
  const socket = connect({ host: '127.0.0.1', port, ca, ...(isAddress ? {} : { servername: name }) });
  const verdict = await new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve('accepted'));
    socket.once('error', (error) => resolve(error.message));
  });
  socket.destroy();
  listener.close();
  return verdict;
}
