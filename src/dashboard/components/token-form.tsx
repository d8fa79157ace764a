import { useId, useRef, useState } from 'preact/hooks';
import { ApiError, takeToken } from '../api/client.js';
import { reload } from '../state/lab.js';

/** What a header can carry: one line of visible ASCII. */
const possibleToken = /^[\x21-\x7e]+$/;

const impossible =
  'A token is one line of letters, digits and signs, without blanks in it. Copy it once more, and nothing beside it.';
const another = 'That is not this lab’s token: each data directory has its own.';

/** A lab that is reachable from elsewhere wants its token; it stays in this tab. */
export function TokenForm() {
  const [token, setToken] = useState('');
  const [fault, setFault] = useState('');
  const latest = useRef(0);
  const id = useId();
  const give = async (event: Event) => {
    event.preventDefault();
    latest.current += 1;
    const turn = latest.current;
    const said = await tryToken(token.trim());
    if (turn === latest.current) setFault(said);
  };
  return (
    <form class="card" onSubmit={(event) => void give(event)}>
      <h1>This lab wants its token</h1>
      <p>
        It is reachable from other machines, so every call needs the token that it printed at its start. It is kept in{' '}
        <code>control-token</code> in the lab’s data directory, too.
      </p>
      <div class="field">
        <label for={id}>Token</label>
        <input
          id={id}
          type="password"
          autocomplete="off"
          required
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          value={token}
          onInput={(event) => {
            setToken(event.currentTarget.value);
            setFault('');
          }}
        />
      </div>
      <div id={`${id}-fault`} aria-live="assertive">
        {fault !== '' && <p class="notice bad">{fault}</p>}
      </div>
      <div class="row">
        <button type="submit" class="primary">
          Use it in this tab
        </button>
      </div>
    </form>
  );
}

/** Gives what is wrong with it; nothing when it was taken. */
async function tryToken(token: string): Promise<string> {
  if (!possibleToken.test(token)) return impossible;
  try {
    await takeToken(token);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.status === 401 ? another : error.message;
  }
  void reload();
  return '';
}
