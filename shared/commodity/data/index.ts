/** Every category is one file; adding one is its file and one line here. A bundler needs the lines, as it must see each import. */

export { default as boardBambooFormwork } from './categories/board.bamboo-formwork.json' with { type: 'json' };
export { default as boardBambooLaminated } from './categories/board.bamboo-laminated.json' with { type: 'json' };
export { default as boardBlockboard } from './categories/board.blockboard.json' with { type: 'json' };
export { default as boardFormwork } from './categories/board.formwork.json' with { type: 'json' };
export { default as board } from './categories/board.json' with { type: 'json' };
export { default as boardMdf } from './categories/board.mdf.json' with { type: 'json' };
export { default as boardParticle } from './categories/board.particle.json' with { type: 'json' };
export { default as boardPlywood } from './categories/board.plywood.json' with { type: 'json' };
export { default as cementCommon } from './categories/cement.common.json' with { type: 'json' };
export { default as cement } from './categories/cement.json' with { type: 'json' };
export { default as cementMasonry } from './categories/cement.masonry.json' with { type: 'json' };
export { default as pipeConcrete } from './categories/pipe.concrete.json' with { type: 'json' };
export { default as pipeDuctileIron } from './categories/pipe.ductile-iron.json' with { type: 'json' };
export { default as pipe } from './categories/pipe.json' with { type: 'json' };
export { default as pipePe } from './categories/pipe.pe.json' with { type: 'json' };
export { default as pipePvcU } from './categories/pipe.pvc-u.json' with { type: 'json' };
export { default as pipeSteel } from './categories/pipe.steel.json' with { type: 'json' };
export { default as steel } from './categories/steel.json' with { type: 'json' };
export { default as steelPlate } from './categories/steel.plate.json' with { type: 'json' };
export { default as steelRebar } from './categories/steel.rebar.json' with { type: 'json' };
export { default as steelSection } from './categories/steel.section.json' with { type: 'json' };
export { default as steelWireRod } from './categories/steel.wire-rod.json' with { type: 'json' };
