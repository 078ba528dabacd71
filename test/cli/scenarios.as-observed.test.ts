import '../fakes/answer-as-observed.ts'
import './scenarios.test.ts'
