// Each test file runs in a process of its own, and its loader would compile hundreds of files of src for each of them.
// `npm test` compiles them once, before (tsconfig.tests.json), and the loader takes what was made; a file that has changed
// since is compiled when it is loaded, so `npx tap test/x.test.ts` needs no build.
const { readFileSync, statSync } = require('node:fs');
const { join, relative } = require('node:path');
const ts = require('typescript');

const root = join(__dirname, '..');

/** As the loader wants it: what a file of TypeScript is in JavaScript, and its source map. */
exports.create = ({ service }) => ({
  transpile(input, { fileName }) {
    const compiled = join(root, '.tap', 'compiled', relative(root, fileName).replace(/\.ts$/, '.js'));
    if (modified(compiled) > modified(fileName)) {
      return { outputText: readFileSync(compiled, 'utf8'), sourceMapText: readFileSync(`${compiled}.map`, 'utf8') };
    }
    const module = ts.ModuleKind.ESNext; // alone it looks for no package.json, which says so
    return ts.transpileModule(input, { fileName, compilerOptions: { ...service.config.options, module } });
  },
});

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
