// Before the tests on PostgreSQL: one server for all workers, and after them its end.
import { SERVER_VARIABLE, startTestPostgres } from './postgres.ts';

export default async function start(): Promise<() => Promise<void>> {
	const { address, stop } = await startTestPostgres();
	process.env[SERVER_VARIABLE] = address;
	return stop;
}
