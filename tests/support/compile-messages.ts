// Before the unit tests: the messages as functions. In a process of their own, since the compiler inside Vitest
// keeps it from ending.
import { prepareMessages } from '../../scripts/prepare-messages.ts';

export default prepareMessages;
