import t from 'tap';
import { Batch } from '../src/iis/batch.js';

t.test('what comes before a batch is scheduled goes with it; what fails does not hold up the others', async (t) => {
  const runs: (() => void)[] = [];
  const done: number[] = [];
  const failed: number[] = [];
  const batch = new Batch<number>(
    (run) => runs.push(run),
    (task) => {
      if (task % 2 === 0) throw new Error('even');
      done.push(task);
    },
    (_, task) => failed.push(task),
  );
  for (const task of [1, 2, 3]) batch.add(task);
  t.equal(runs.length, 1);
  runs.shift()?.();
  t.same([done, failed], [[1, 3], [2]]);
  batch.add(5);
  runs.shift()?.();
  t.same(done, [1, 3, 5]);
});

t.test('where telling of a failure fails, too, the others have their turn later', async (t) => {
  const runs: (() => void)[] = [];
  const done: string[] = [];
  const batch = new Batch<string>(
    (run) => runs.push(run),
    (task) => {
      if (task === 'bad') throw new Error(task);
      done.push(task);
    },
    () => {
      throw new Error('nobody listens');
    },
  );
  for (const task of ['first', 'bad', 'last']) batch.add(task);
  t.throws(() => runs.shift()?.(), { message: 'nobody listens' });
  runs.shift()?.();
  t.same(done, ['first', 'last']);
});
