namespace SkillMcp.Server.Wire;

sealed record PitfallAnswer(string Text, int Step, int Seen);
