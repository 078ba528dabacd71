import '../fakes/answer-as-observed.ts'
import './offline-contract.test.ts'
