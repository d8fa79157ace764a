import { useState } from 'preact/hooks';
import type { MysteryTicket, MysteryView } from '../../../scenarios/mystery/view.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { reload } from '../../state/lab.js';
import { AnswerForm } from './answer-form.js';
import { GiveUp } from './give-up.js';
import { HintCard } from './hint-card.js';
import { progressSentence } from './mystery-words.js';

/** The mystery that is on: its tickets, and what an admin does about them. */
export function RunningMystery({ mystery, onDone }: { readonly mystery: MysteryView; readonly onDone: () => void }) {
  const { tickets, student, seed, difficulty } = mystery;
  return (
    <>
      <div class="card-head">
        <h1>Mystery{student === '' ? '' : ` for ${student}`}</h1>
        <span class="badge">{difficulty === 'any' ? 'any difficulty' : difficulty}</span>
        <span class="badge">seed {seed}</span>
      </div>
      <p role="status">{progressSentence(mystery)}</p>
      <div class="columns">
        <div class="stack">
          {tickets.map((ticket, index) => (
            <TicketCard
              key={ticket.ticket}
              ticket={ticket}
              title={tickets.length === 1 ? 'Ticket' : `Ticket ${index + 1}`}
            />
          ))}
          <section class="card" aria-labelledby="look-heading">
            <h2 id="look-heading">Look for it</h2>
            <p>
              <a href={linkTo('test')}>Run a test</a> in each direction and <a href={linkTo()}>look at the handshake</a>
              : all cmdlets and logs work as ever. <a href={linkTo('explain')}>What a text means</a> is said here, too.
              The scenarios are neither shown nor switched meanwhile.
            </p>
          </section>
          <HintCard key={mystery.id} mystery={mystery} onDone={onDone} />
        </div>
        <div class="stack">
          <AnswerForm mystery={mystery} onDone={onDone} />
          <VerifyCard onDone={onDone} />
          <GiveUp onDone={onDone} />
        </div>
      </div>
    </>
  );
}

function TicketCard({
  ticket: { ticket, named, mended },
  title,
}: {
  readonly ticket: MysteryTicket;
  readonly title: string;
}) {
  return (
    <section class="card">
      <div class="card-head">
        <h2>{title}</h2>
        <span class={`badge ${named ? 'good' : ''}`}>{named ? 'cause named' : 'cause not named'}</span>
        <span class={`badge ${mended ? 'good' : ''}`}>{mended ? 'mended' : 'not mended'}</span>
      </div>
      <blockquote class="ticket">{ticket}</blockquote>
    </section>
  );
}

function VerifyCard({ onDone }: { readonly onDone: () => void }) {
  const doing = useDoing();
  const [checked, setChecked] = useState<MysteryView | undefined>(undefined);
  const verify = async () => {
    setChecked(undefined);
    setChecked(await call<MysteryView>('POST', '/api/mystery/verify'));
    await reload();
    onDone();
  };
  return (
    <section class="card" aria-labelledby="verify-heading">
      <h2 id="verify-heading">Have it checked</h2>
      <p>The lab runs the check of each ticket: mended, or not.</p>
      <div class="row">
        <ActionButton doing={doing} onDo={verify}>
          {doing.busy ? 'Checking…' : 'Verify what I have mended'}
        </ActionButton>
      </div>
      <div aria-live="polite">{checked && <Checked mystery={checked} />}</div>
      <Command text="npx exchange-oauth-lab scenarios verify" label="The same in a terminal" />
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}

function Checked({ mystery: { tickets } }: { readonly mystery: MysteryView }) {
  const all = tickets.every(({ mended }) => mended);
  return (
    <ul class={`notice plain-list ${all ? 'good' : 'bad'}`}>
      {tickets.map(({ ticket, mended }, index) => (
        <li key={ticket}>
          Ticket {index + 1}: {mended ? 'its check passes' : 'its check does not pass yet'}
        </li>
      ))}
      {all && <li>What is left is to name every cause.</li>}
    </ul>
  );
}
