import { runProgram } from './cli/program';
import { wordsAfter } from './shell/command-words';

/** The `sandtable` command of the clone. In Electron, which only `export` needs, its windows print the PDF. */
void runProgram(wordsAfter(__filename, process.argv), __dirname);
