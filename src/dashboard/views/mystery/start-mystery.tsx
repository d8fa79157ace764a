import { useId, useState } from 'preact/hooks';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { reload } from '../../state/lab.js';
import { difficulties, mostFaults, type OrderForm, orderCommand, orderOf } from './mystery-words.js';

/** What kind of mystery is wanted; all of it may be left to the lab. */
export function StartMystery({ onDone }: { readonly onDone: () => void }) {
  const [form, setForm] = useState<OrderForm>({ difficulty: '', count: '', seed: '', student: '' });
  const doing = useDoing();
  const order = orderOf(form);
  const begin = async () => {
    await call('POST', '/api/mystery', order);
    await reload();
    onDone();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    doing.run(begin);
  };
  return (
    <form class="card" onSubmit={submit} aria-labelledby="start-heading">
      <h2 id="start-heading">Begin a mystery</h2>
      <OrderFields form={form} onChange={(changed) => setForm({ ...form, ...changed })} />
      <div class="row">
        <button type="submit" class="primary" aria-disabled={doing.busy}>
          {doing.busy ? 'Breaking the lab…' : 'Begin'}
        </button>
        <span class="soft" role="status">
          {doing.busy
            ? 'It takes some seconds.'
            : 'It begins in the lab as it is; a scenario that is active must be mended before.'}
        </span>
      </div>
      <Command text={orderCommand(order)} label="The same in a terminal" />
      {doing.error && (
        <>
          <Failure error={doing.error} />
          {doing.error.status === 409 && (
            <p>
              <a href={linkTo('scenarios')}>The scenarios</a> have the button that resets the lab.
            </p>
          )}
        </>
      )}
    </form>
  );
}

function OrderFields({
  form,
  onChange,
}: {
  readonly form: OrderForm;
  readonly onChange: (changed: Partial<OrderForm>) => void;
}) {
  const id = useId();
  return (
    <div class="parameters">
      <div class="field">
        <label for={`${id}-difficulty`}>Difficulty</label>
        <select
          id={`${id}-difficulty`}
          value={form.difficulty}
          onChange={(event) => onChange({ difficulty: event.currentTarget.value })}
        >
          <option value="">any</option>
          {difficulties.map((difficulty) => (
            <option key={difficulty} value={difficulty}>
              {difficulty === 'expert' ? 'expert: several faults at once' : difficulty}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-count`}>Faults at once</label>
        <select
          id={`${id}-count`}
          value={form.count}
          onChange={(event) => onChange({ count: event.currentTarget.value })}
        >
          <option value="">as the difficulty has it</option>
          {Array.from({ length: mostFaults }, (_, index) => String(index + 1)).map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-seed`}>Seed</label>
        <input
          id={`${id}-seed`}
          type="number"
          min="0"
          step="1"
          value={form.seed}
          aria-describedby={`${id}-seed-help`}
          onInput={(event) => onChange({ seed: event.currentTarget.value })}
        />
        <p class="soft small" id={`${id}-seed-help`}>
          A class that shares a seed gets the same faults.
        </p>
      </div>
      <div class="field">
        <label for={`${id}-student`}>Student</label>
        <input
          id={`${id}-student`}
          type="text"
          maxlength={100}
          autocomplete="off"
          value={form.student}
          aria-describedby={`${id}-student-help`}
          onInput={(event) => onChange({ student: event.currentTarget.value })}
        />
        <p class="soft small" id={`${id}-student-help`}>
          Whose record it is.
        </p>
      </div>
    </div>
  );
}
