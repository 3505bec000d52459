export { race, type Entrant, type Incumbent, type RaceOptions, type RaceResult } from './race';
export { betterThan, numberOf, objectiveOf } from './cutoff';
export { ENUMERATION, modelClass, POLICY, TRIAL, type ModelClass, type Start } from './policy';
