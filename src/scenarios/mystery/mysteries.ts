import type { Clock } from '../../clock.js';
import type { Random } from '../../random.js';
import { findScenario, requireScenario } from '../catalogue.js';
import type { ScenarioRunner } from '../runner.js';
import { ScenarioError } from '../scenario-error.js';
import type { ScenarioSwitch } from '../scenario-switch.js';
import { hintOf } from '../sheet.js';
import { beginMystery, type MysteryOrder } from './begin.js';
import { isWrong, mendingCmdlets } from './changes.js';
import * as progress from './progress.js';
import type { MysteryChange } from './record.js';
import { type DamagedRecord, type MysteryRecords, RecordFile } from './records.js';
import { refuseSecond, requireCause, unusable } from './refusals.js';
import { type MysteryReport, reportMysteries } from './report.js';
import { type MysteryAnswers, type MysteryHint, type MysteryView, viewMystery } from './view.js';

export interface MysteryParts {
  readonly runner: ScenarioRunner;
  readonly records: MysteryRecords;
  /** Real time: an admin's minutes do not pass faster where the lab's clock does. */
  readonly clock: Clock;
  readonly random: Random;
}

/** Breaks the lab without saying how, judges what an admin finds and mends, and keeps the record. */
export class Mysteries {
  readonly #parts: MysteryParts;
  /** The record of the mystery that is on. */
  #file: RecordFile | undefined;
  /** The cmdlets that its faults are mended with. */
  #mending: ReadonlySet<string> = new Set();
  /** Why it can't be used, where it was damaged. */
  #damage: DamagedRecord | undefined;
  /** The last one of this lab that has ended. */
  #last: MysteryView | undefined;

  constructor(parts: MysteryParts) {
    this.#parts = parts;
    parts.runner.onReset = () => this.#end('given up');
  }

  /** Goes on with the mystery that the lab was closed in. Gives what its admin should know of the records, a sentence each. */
  resume(): Promise<readonly string[]> {
    const { runner, records } = this.#parts;
    return runner.alone(async (lab) => {
      const { damaged } = await records.all();
      const id = lab.state.mystery;
      if (id !== undefined) await this.#open(id, lab);
      const others = damaged.filter(({ file }) => file !== this.#damage?.file);
      return [
        ...(this.#damage ? [unusable(this.#damage)] : []),
        ...others.map(
          ({ file, why }) => `${file} is no record of a mystery: ${why}. It stays as it is; reports leave it out.`,
        ),
      ];
    });
  }

  /** Breaks the lab; throws ScenarioError while a mystery is on, or another scenario. */
  start(order: MysteryOrder = {}): Promise<MysteryView> {
    return this.#parts.runner.alone(async (lab) => {
      refuseSecond(lab);
      return lab.conceal(() => this.#begin(order, lab));
    });
  }

  async #begin(order: MysteryOrder, lab: ScenarioSwitch): Promise<MysteryView> {
    const { records, random } = this.#parts;
    const before = lab.state;
    try {
      const record = await beginMystery(lab, order, { random, startedAt: this.#now() });
      const file = await records.begin(record);
      await lab.hide(record.id);
      this.#goOn(file, lab);
      return viewMystery(record);
    } catch (error) {
      if (lab.state !== before) await lab.restore(before); // what nobody keeps a record of must not stay
      throw error;
    }
  }

  /** The mystery that is on, or the last one that has ended since the lab was started. */
  current(): MysteryView {
    if (!this.#file && !this.#damage && this.#last) return this.#last;
    return viewMystery(this.#require().record);
  }

  /** The next hint of the first ticket that is not solved; it is counted. */
  hint(): Promise<MysteryHint> {
    return this.#parts.runner.alone(async ({ names }) => {
      const file = this.#require();
      const index = progress.nextHinted(file.record);
      const fault = file.record.faults[index];
      if (!fault)
        throw new ScenarioError('conflict', 'All hints have been told. `scenarios reset` gives the mystery up.');
      const number = fault.hints + 1;
      const hint = hintOf(requireScenario(fault.scenario), number, names);
      await file.change((record) => progress.withHint(record, index));
      return { ticket: index + 1, number, hint };
    });
  }

  /** Names causes, by their ids in the catalogue; throws ScenarioError, with nothing recorded, where there is no such cause. */
  answer(ids: readonly string[]): Promise<MysteryAnswers> {
    return this.#parts.runner.alone(async (lab) => {
      const file = this.#require();
      const causes = [...new Set(ids.map(requireCause))];
      await file.change((record) => progress.withAnswers(record, causes, this.#now()));
      const answers = causes.map((cause) => ({ cause, right: progress.isRight(file.record, cause) }));
      // What was mended when it was last checked may have been broken again.
      if (progress.allNamed(file.record) && progress.allMended(file.record)) await this.#check(file, lab);
      return { ...viewMystery(file.record), answers };
    });
  }

  /** Lets the lab run the check of each ticket. Solved when all pass and all causes are named; the lab is then put back. */
  verify(): Promise<MysteryView> {
    return this.#parts.runner.alone(async (lab) => {
      const file = this.#require();
      await this.#check(file, lab);
      return viewMystery(file.record);
    });
  }

  /** Ends it unsolved, tells the causes and puts the lab back. */
  giveUp(): Promise<MysteryView> {
    return this.#parts.runner.alone(async (lab) => {
      const file = this.#require();
      await this.#end('given up');
      await lab.putBack();
      return viewMystery(file.record);
    });
  }

  /** Every mystery there is a record of, oldest first; what is behind one that has not ended is not told. */
  async list(): Promise<readonly MysteryView[]> {
    return (await this.#parts.records.all()).records.map(viewMystery);
  }

  /** The teacher's report over all records. */
  async report(): Promise<MysteryReport> {
    return reportMysteries(await this.#parts.records.all(), this.#file?.record.id);
  }

  /** Is one on that wants to know of changes? */
  get watching(): boolean {
    return this.#file !== undefined;
  }

  /** Notes what an admin has changed, while a mystery is on. */
  async note(change: Omit<MysteryChange, 'time' | 'wrong'>): Promise<void> {
    const file = this.#file;
    if (!file) return;
    const wrong = isWrong(change.cmdlet, this.#mending);
    await file.change((record) => progress.withChange(record, { time: this.#now(), ...change, wrong }));
  }

  async #open(id: string, lab: ScenarioSwitch): Promise<void> {
    const opened = await this.#parts.records.open(id);
    if (!(opened instanceof RecordFile)) this.#damage = opened;
    else if (opened.record.endedAt === null) this.#goOn(opened, lab);
    else await lab.putBack(); // it had ended, and the lab was killed before it was put back
  }

  #goOn(file: RecordFile, { names }: ScenarioSwitch): void {
    const faults = file.record.faults.flatMap(({ scenario }) => findScenario(scenario) ?? []);
    this.#mending = mendingCmdlets(faults, names);
    this.#file = file;
  }

  async #check(file: RecordFile, lab: ScenarioSwitch): Promise<void> {
    const passed: boolean[] = [];
    for (const { scenario } of file.record.faults) passed.push((await lab.verify(requireScenario(scenario))).passed);
    await file.change((record) => progress.withChecks(record, passed, this.#now()));
    if (!progress.allNamed(file.record) || !progress.allMended(file.record)) return;
    await this.#end('solved');
    await lab.putBack();
  }

  async #end(outcome: 'solved' | 'given up'): Promise<void> {
    const file = this.#file;
    await file?.change((record) => progress.withEnd(record, outcome, this.#now()));
    this.#last = file && viewMystery(file.record);
    this.#file = undefined;
    this.#damage = undefined;
  }

  #require(): RecordFile {
    if (this.#file) return this.#file;
    if (this.#damage) throw new ScenarioError('conflict', unusable(this.#damage));
    throw new ScenarioError('unknown', 'No mystery is on; begin one with `scenarios mystery`.');
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}
