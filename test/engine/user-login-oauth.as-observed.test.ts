import '../fakes/answer-as-observed.ts'
import './user-login-oauth.test.ts'
