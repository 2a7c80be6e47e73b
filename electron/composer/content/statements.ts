/** What of the content library runs in the replica's threads. */
import {
  block,
  blocks,
  comment,
  createBlock,
  moveVersion,
  palette,
  removeBlock,
  revise,
  saveDraft,
} from './blocks';
import { forExport } from './for-export';
import { impact } from './impact';
import { shown } from './library';
import { radar } from './radar';
import { decideSource, removeSource, requestSource, sources } from './sources';

export const contentQueries = {
  'content.sources': sources,
  'content.blocks': blocks,
  'content.block': block,
  'content.palette': palette,
  'content.shown': shown,
  'content.impact': impact,
  'content.radar': radar,
  'content.forExport': forExport,
};

export const contentCommands = {
  'content.requestSource': requestSource,
  'content.decideSource': decideSource,
  'content.removeSource': removeSource,
  'content.createBlock': createBlock,
  'content.saveDraft': saveDraft,
  'content.revise': revise,
  'content.comment': comment,
  'content.move': moveVersion,
  'content.removeBlock': removeBlock,
};
