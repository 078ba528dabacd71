import '../fakes/answer-as-observed.ts'
import './client-contract.test.ts'
