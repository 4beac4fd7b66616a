// Loaded before anything of the engine: it must not get hold of the real event loop.
import { takeOverIndexedDB } from './disk.ts';
import { takeOverEventLoop } from './scheduler.ts';

takeOverEventLoop();
takeOverIndexedDB();
// Dexie says so each time a connection was lost, which here is daily bread.
console.warn = () => {};
