// Whether the screen is to stay on during a visit, if wanted (F9): the phone's own time-out makes the old unlock it anew
// for each question.
import { keepChoice, keptChoice, type KeptIn } from './kept-choice.ts';

const KEY = 'keep-awake';

export function isAwakeWanted(keptIn: KeptIn): boolean {
	return keptChoice(KEY, ['no', 'yes'], keptIn) === 'yes';
}

export function chooseAwake(wanted: boolean, keptIn: KeptIn): void {
	keepChoice(KEY, wanted ? 'yes' : 'no', keptIn);
}
