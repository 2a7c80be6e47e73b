import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledModel, PlayableModel } from './engine/compiled';
import {
  jointSimulator,
  typeScriptSimulator,
  wasmSimulator,
  type Simulator,
} from './engine/simulator';

/** Modules of this thread, by their file; null where there is none. */
const modules = new Map<string, WebAssembly.Module | null>();
let last: { key: string; simulator: Simulator } | null = null;

/**
 * A simulator of the model in this thread, kept for the next round of the same rehearsal.
 * @param rehearsal names the rehearsal; all its rounds play the same model
 * @param kernelDir where `retail.wasm` and its like are; null = the TypeScript build
 */
export function simulatorFor(
  rehearsal: number,
  model: PlayableModel,
  kernelDir: string | null,
): Simulator {
  const key = `${rehearsal} ${kernelDir}`;
  if (last?.key === key) return last.simulator;
  const simulator = simulatorOf(model, kernelDir);
  last = { key, simulator };
  return simulator;
}

/** A simulator of its own. */
export function simulatorOf(model: PlayableModel, kernelDir: string | null): Simulator {
  if (model.kernel !== 'joint') return single(model, kernelDir);
  const parts = model.parts.map((part) => single(part.model, kernelDir));
  return jointSimulator(model, parts);
}

function single(model: CompiledModel, kernelDir: string | null): Simulator {
  const module = kernelDir === null ? null : moduleIn(join(kernelDir, `${model.kernel}.wasm`));
  return module === null ? typeScriptSimulator(model) : wasmSimulator(module, model);
}

function moduleIn(file: string): WebAssembly.Module | null {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const module = compiled(file);
  modules.set(file, module);
  return module;
}

/** Null where there is no such file, or a processor without vectors: then the TypeScript build plays. */
function compiled(file: string): WebAssembly.Module | null {
  if (!existsSync(file)) return null;
  try {
    return new WebAssembly.Module(readFileSync(file));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}
