import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import ts from 'typescript';
import * as wellKnown from '../src/protocol/well-known.js';

/**
 * The rules that keep src/ a house (design: imports point downwards only). A floor is a list of rooms: folders of src/, or
 * files that stand in src/ itself. A file may import from its own room and from the floors below it, never from another
 * room of its own floor: so exchange and cloud can meet over HTTP only, as in life.
 */
const floors: readonly (readonly string[])[] = [
  ['clock', 'random', 'lab-error', 'text-encoding', 'recent-texts', 'remembered'],
  ['protocol', 'pki', 'network', 'config', 'data-directory'],
  ['xsd', 'directory'],
  ['ews-schema'],
  ['mailbox'],
  ['tokens', 'import'],
  ['connectivity', 'evidence'],
  ['authentication', 'iis'],
  ['ews'],
  ['exchange', 'cloud', 'partner', 'shell'],
  ['scenarios'],
  ['control'],
  ['lab'],
  ['dashboard'],
  ['test-oauth-connectivity'],
  ['index'],
  ['cli'],
  ['bin'],
];

/** Files on the ground floor that are no rooms of their own: settings know where data lies, and the other way round. */
const sharedGround: readonly string[] = ['config', 'data-directory'];

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(project, 'src');

interface SourceFile {
  /** Path below src/, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports from src/, as paths below src/. */
  readonly imports: readonly string[];
  readonly tree: ts.SourceFile;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  .toSorted()
  .map(readSource);

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const imports = [...new Set(specifiersOf(tree))]
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => sourceOf(posix.join(posix.dirname(path), specifier)));
  return { path, text, imports, tree };
}

function sourceOf(compiled: string): string {
  const withJsx = compiled.replace(/\.js$/, '.tsx');
  return existsSync(join(root, withJsx)) ? withJsx : compiled.replace(/\.js$/, '.ts');
}

/** Static and dynamic imports, type-only ones and re-exports too. */
function specifiersOf(tree: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (named && ts.isStringLiteralLike(named)) found.push(named.text);
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

/** `shell` of shell/cmdlets/get-mailbox.ts, `lab` of lab.ts and of lab/network.ts. */
function roomOf(path: string): string {
  return path.split('/', 1)[0]?.replace(/\.ts$/, '') ?? '';
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}

function lineOf({ tree }: SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

t.test('every room has its floor, and every floor its rooms', async (t) => {
  const rooms = [...new Set(files.map(({ path }) => roomOf(path)))].toSorted();
  t.strictSame(rooms, floors.flat().toSorted());
});

t.test('imports point downwards only', async (t) => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((imported) => !mayImport(roomOf(path), roomOf(imported)))
      .map((imported) => `${path} imports ${imported}`),
  );
  t.strictSame(wrong, []);

  function mayImport(from: string, to: string): boolean {
    if (from === to || floorOf(to) < floorOf(from)) return true;
    return sharedGround.includes(from) && sharedGround.includes(to);
  }
});

t.test('the page takes nothing from the server’s code but types', async (t) => {
  const wrong = files
    .filter(({ path }) => roomOf(path) === 'dashboard')
    .flatMap((file) =>
      valueImports(file)
        .filter((specifier) => roomOf(posix.join(posix.dirname(file.path), specifier)) !== 'dashboard')
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
  t.strictSame(wrong, []);
});

/** Files of src/ that are there when the program runs: what is imported as a type is not. */
function valueImports({ tree }: SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
      return [];
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    return text.startsWith('.') ? [text] : [];
  });
}

t.test('the rule is one: it sees type imports, re-exports and late imports', async (t) => {
  const text = [
    `import type { A } from '../cloud/a.js';`,
    `export { b } from './b.js';`,
    `const c = () => import('../shell/c.js');`,
  ].join('\n');
  const tree = ts.createSourceFile('exchange/x.ts', text, ts.ScriptTarget.ES2023, true);
  t.strictSame(specifiersOf(tree), ['../cloud/a.js', './b.js', '../shell/c.js']);
  t.ok(files.length > 100 && files.some(({ imports }) => imports.length > 10), 'and it has read the sources');
});

/**
 * The types of items are a ring in Exchange's schema as well: an item has attachments, which are items, and what can be done
 * with it, which are messages. These files refer to each other in functions and types alone, so any can be loaded first.
 */
const ring: ReadonlySet<string> = new Set(
  ['item', 'items', 'calendar', 'contacts', 'meetings', 'messages', 'network-items', 'response-objects', 'tasks'].map(
    (name) => `ews-schema/${name}.ts`,
  ),
);

t.test('no imports go round in a circle', async (t) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      const circle = trail.slice(trail.indexOf(path));
      if (!circle.every((one) => ring.has(one))) circles.push([...circle, path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const next of byPath.get(path)?.imports ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  t.strictSame(circles, []);
});

t.test('every import leads to a file', async (t) => {
  const known = new Set(files.map(({ path }) => path));
  const lost = files.flatMap(({ path, imports }) =>
    imports.filter((imported) => !known.has(imported)).map((imported) => `${path}: ${imported}`),
  );
  t.strictSame(lost, []);
});

/** Tables of data may be long: a row per error, per setting, per cause. The composition root may take its time. */
const longFiles: Readonly<Record<string, number>> = {
  'protocol/exchange-errors.ts': 300,
  'lab.ts': 300,
  'evidence/knowledge/causes.ts': 300,
};

t.test('no file is longer than one can read at a sitting', async (t) => {
  const tooLong = files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > (longFiles[path] ?? 200))
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  t.strictSame(tooLong, []);
});

t.test('no function is longer than 40 lines, or 60 of markup; the composition root excepted', async (t) => {
  const tooLong = files.filter(({ path }) => path !== 'lab.ts').flatMap(longFunctions);
  t.strictSame(tooLong, []);
});

function longFunctions(file: SourceFile): readonly string[] {
  const found: string[] = [];
  visit(file.tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const { line: first } = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree));
    const { line: last } = file.tree.getLineAndCharacterOfPosition(node.end);
    if (last - first + 1 > (file.path.endsWith('.tsx') ? 60 : 40))
      found.push(`${file.path}:${first + 1}: ${last - first + 1} lines`);
  });
  return found;
}

t.test('what stands on the wire is written down once, in protocol/well-known.ts', async (t) => {
  const strings = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  Object.values(wellKnown).forEach(collect);
  const ids = [...strings].filter((text) => text.length > 3); // `*` and the like say nothing
  t.ok(ids.length >= 8, `${ids.length} strings are watched`);
  const wrong = files
    .filter(({ path }) => path !== 'protocol/well-known.ts')
    .flatMap((file) => literalsOf(file).flatMap(({ text, line }) => hits(file.path, line, text)));
  t.strictSame(wrong, []);

  function hits(path: string, line: number, text: string): readonly string[] {
    return ids.filter((id) => text.toLowerCase().includes(id.toLowerCase())).map((id) => `${path}:${line}: ${id}`);
  }
});

/** String literals and the fixed parts of templates. */
function literalsOf(file: SourceFile): readonly { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  visit(file.tree, (node) => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (isText) found.push({ text: node.text, line: lineOf(file, node) });
  });
  return found;
}

t.test('time and chance come from clock.ts and random.ts alone, in a browser from its own clock', async (t) => {
  const found = files
    .filter(({ path }) => !['clock.ts', 'random.ts', 'dashboard/state/browser-clock.ts'].includes(path))
    .flatMap((file) => ownTime(file).map((line) => `${file.path}:${line}`));
  t.strictSame(found, []);
});

/** Lines with `Date.now()`, `new Date()`, `Date()` or `Math.random()`. */
function ownTime(file: SourceFile): readonly number[] {
  const found: number[] = [];
  visit(file.tree, (node) => {
    const call = ts.isCallExpression(node) ? node.expression.getText(file.tree) : '';
    const emptyDate =
      ts.isNewExpression(node) && node.expression.getText(file.tree) === 'Date' && !node.arguments?.length;
    if (emptyDate || ['Date.now', 'Math.random', 'Date'].includes(call)) found.push(lineOf(file, node));
  });
  return found;
}

t.test('nobody says any, and nothing is told to be ignored without a reason', async (t) => {
  const found = files.flatMap((file) => {
    const lines: string[] = [];
    visit(file.tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) lines.push(`${file.path}:${lineOf(file, node)}: any`);
    });
    if (/@ts-(?:ignore|nocheck|expect-error)/.test(file.text)) lines.push(`${file.path}: @ts-`);
    return lines;
  });
  t.strictSame(found, []);
});

t.test('no file names a path of somebody’s machine', async (t) => {
  const tracked = trackedFiles();
  if (!tracked) {
    t.pass('this is no git checkout', { skip: true });
    return;
  }
  const homes = /(?<![\w.${}-])(?:\/(?:home|Users|root|work|tmp)\/[\w.-]+|[A-Z]:\\Users\\\w+)/;
  t.match('see "/home/someone/lab"', homes);
  t.notMatch('msxfaq.de/Users/Exchange Online', homes);
  const found = tracked.flatMap((path) => {
    const hit = homes.exec(readFileSync(join(project, path), 'utf8'));
    return hit && path !== 'test/house.test.ts' ? [`${path}: ${hit[0]}`] : [];
  });
  t.strictSame(found, []);
});

/** Files that git knows or would take in; undefined outside a checkout. */
function trackedFiles(): readonly string[] | undefined {
  try {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const paths = list
      .split('\0')
      .filter((path) => path !== '' && !relative(project, join(project, path)).startsWith('..'));
    return paths.filter((path) => exists(path) && !path.endsWith('package-lock.json'));
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  try {
    readFileSync(join(project, path));
    return true;
  } catch {
    return false; // deleted, not committed yet
  }
}
