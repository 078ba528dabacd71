import '../fakes/answer-as-observed.ts'
import './hardware-change.test.ts'
