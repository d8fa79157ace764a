import type { MysteryView } from '../../../scenarios/mystery/view.js';
import { Scrolls } from '../../components/fields.js';
import { linkTo } from '../../router.js';
import { counted, progressSentence } from './mystery-words.js';

/** What it was, and how it went. */
export function MysteryResult({ mystery }: { readonly mystery: MysteryView }) {
  const { tickets, outcome, changes = 0, wrongChanges = 0, student, seed } = mystery;
  return (
    <section class="card" aria-labelledby="result-heading">
      <div class="card-head">
        <h2 id="result-heading">The last mystery{student === '' ? '' : `, of ${student}`}</h2>
        <span class={`badge ${outcome === 'solved' ? 'good' : 'warn'}`}>{outcome}</span>
        <span class="badge">seed {seed}</span>
      </div>
      <p role="status">
        {progressSentence(mystery)} {counted(changes, 'change')} of the lab, {wrongChanges} of them with a cmdlet that
        mends none of it.
      </p>
      <Scrolls label="What it was">
        <table>
          <thead>
            <tr>
              <th scope="col">Ticket</th>
              <th scope="col">What it was</th>
              <th scope="col">Cause</th>
            </tr>
          </thead>
          <tbody>
            {tickets.map(({ ticket, title, scenario, cause, named }) => (
              <tr key={ticket}>
                <td>{ticket}</td>
                <td>{scenario && <a href={linkTo('scenario', scenario)}>{title}</a>}</td>
                <td>
                  <code>{cause}</code> <span class="soft">{named ? 'named' : 'not named'}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <p class="soft">The lab is back to how it was before the mystery.</p>
    </section>
  );
}
