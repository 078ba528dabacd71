import '../fakes/answer-as-observed.ts'
import './offline.test.ts'
