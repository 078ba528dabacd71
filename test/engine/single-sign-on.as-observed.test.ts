import '../fakes/answer-as-observed.ts'
import './single-sign-on.test.ts'
