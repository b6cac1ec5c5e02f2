import type { Filament } from './breakdown.ts';
import type { Cell } from './cell.ts';
import { FARADAY_C_PER_MOL } from './constants.ts';
import type { CoupledCell } from './coupled.ts';
import { capacityLithium, lithium_C } from './lnmo.ts';
import type { ContactMode } from './contact.ts';
import { lipon_A, ROW } from './node.ts';
import { CAUSES, CONDITION, NODE, STEP, type UnsoundCause } from './state.ts';

/** A profile over the depth of the film, from LiPON to the collector; a live view. */
export type Profile = ArrayLike<number>;

/** What is really so inside the specimen: for tests, figures and oracles, in process only. */
export class Truth {
  readonly cell: Cell;
  /** Capacity Q: from the pristine 1.20 lithium to 4.80 V on the first charge. */
  readonly capacity_C: number;
  /** Charge of one lithium per formula unit. */
  readonly lithium_C: number;
  readonly node_F: number;
  readonly centre_m: Profile;
  readonly face_m: Profile;
  readonly x: Profile;
  readonly voidFraction: Profile;
  readonly poreFraction: Profile;
  readonly phaseFraction: Profile;
  readonly #body: CoupledCell;

  constructor(body: CoupledCell) {
    this.#body = body;
    this.cell = body.cell;
    this.lithium_C = lithium_C(body.cell, FARADAY_C_PER_MOL);
    this.capacity_C = this.lithium_C * capacityLithium();
    this.node_F = body.node_F;
    this.centre_m = body.grid.centre_m;
    this.face_m = body.grid.face_m;
    this.x = body.diffusion.x;
    this.voidFraction = body.voids.voidFraction;
    this.poreFraction = body.voids.poreFraction;
    this.phaseFraction = body.voids.phaseFraction;
  }

  get voltage_V(): number {
    return this.#body.node[NODE.voltage_V]!;
  }

  /** Across the cell, behind the contact. */
  get cell_V(): number {
    return this.#body.cell_V;
  }

  /** Counter electrode against lithium. */
  get anode_V(): number {
    return this.#body.anode_V;
  }

  get contact(): ContactMode {
    return this.#body.contact.mode;
  }

  /** True while the contact is off, also between the closed spells of chatter. */
  get isContactOpen(): boolean {
    return this.#body.contact.isOpen;
  }

  get overpotential_V(): number {
    return this.#body.node[NODE.overpotential_V]!;
  }

  /** Through the interface now; positive delithiates. */
  get interface_A(): number {
    const { step } = this.#body;
    return step[ROW.transfer_A]! + step[ROW.transfer_S]! * this.overpotential_V;
  }

  /** Through LiPON now: interface and double layer. */
  get lipon_A(): number {
    return lipon_A(this.#body.step, this.voltage_V, this.overpotential_V);
  }

  /** Charge through the interface since the start: the true net charge, at this very tick. */
  get charge_C(): number {
    const { elapsed_s } = this.#body;
    return this.#body.node[NODE.charge_C]! + (elapsed_s > 0 ? this.#body.meanInterface_A * elapsed_s : 0);
  }

  /** As of the last coupled step, like every profile. */
  get mean_x(): number {
    return this.#body.diffusion.mean_x;
  }

  /** Open-circuit voltage of the surface. */
  get equilibrium_V(): number {
    return this.#body.surfaceEquilibrium_V;
  }

  /** Open-circuit voltage once the film has evened out. */
  get rest_V(): number {
    return this.#body.openCircuit.potential_V(this.mean_x) - this.anode_V;
  }

  /** 0 on the charge branch, 1 on the discharge branch. */
  get turn_ratio(): number {
    return this.#body.openCircuit.turn_ratio;
  }

  get shunt_A(): number {
    return this.cell_V * this.#body.condition[CONDITION.shunt_S]!;
  }

  get beam_A(): number {
    return this.#body.condition[CONDITION.beam_A]!;
  }

  get oxidation_A(): number {
    return this.#body.oxidation_A;
  }

  get filament_A(): number {
    return this.cell_V * this.#body.breakdown.filament_S;
  }

  get filament(): Filament {
    return this.#body.breakdown.filament;
  }

  /** Seconds at the field E1; the filament forms at the threshold. */
  get damage_s(): number {
    return this.#body.breakdown.damage_s;
  }

  get damageThreshold_s(): number {
    return this.#body.breakdown.threshold_s;
  }

  /** V/L: a conservative proxy of the field in LiPON. */
  get field_V_per_m(): number {
    return this.cell_V / this.cell.lipon_m;
  }

  /** i/sigma: the field in the bulk of LiPON as an ionic conductor. */
  get bulkField_V_per_m(): number {
    return (this.lipon_A * this.#body.step[ROW.lipon_Ohm]!) / this.cell.lipon_m;
  }

  get temperature_K(): number {
    return this.#body.condition[CONDITION.temperature_K]!;
  }

  get unsoundCause(): UnsoundCause {
    return CAUSES[this.#body.step[STEP.cause]!]!;
  }
}
