import '../fakes/answer-as-observed.ts'
import './offline-round-trip.test.ts'
